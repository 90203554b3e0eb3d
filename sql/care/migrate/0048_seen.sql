-- 0048 seen: the rows of the chain that tell of one record, for the page that says who
-- saw it.

create index audit_subject on audit (city, subject, no);
