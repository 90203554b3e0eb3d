-- 0009 paper: which inspections were typed in from a paper form, by whom and when.
create table paper_entry (
    city       code    not null,
    id         id      not null,   -- minted by the page: sent twice, it is one
    inspection id      not null,
    entered_by id      not null,
    entered_at instant not null,
    primary key (city, id)
);
create unique index paper_entry_inspection on paper_entry (city, inspection);
create index paper_entry_at on paper_entry (city, entered_at);

-- Late violations are read a page at a time, from the last one that was shown.
create index finding_late on finding (city, state, correct_by, id);

-- What another system says was made, for the evaluation.
create index inspection_made on inspection (city, inspected_at);
