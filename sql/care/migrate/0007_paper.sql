-- 0007 paper: who typed in what somebody asked for on paper, and when.
create table paper_help (
    city       code    not null,
    id         id      not null,   -- the case, or what was said instead of one
    entered_by id      not null,
    entered_at instant not null,
    primary key (city, id)
);
