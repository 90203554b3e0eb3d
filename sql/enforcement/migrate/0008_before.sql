-- 0008 before: the photographs of one violation at later visits, found by the violation.

create index seen_photo_finding on seen_photo (city, finding);
