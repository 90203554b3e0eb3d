-- 0016 mandated: what somebody who must report abuse or neglect has reported, for that
-- person and the privacy officer alone.  No case, no count, no consent is part of it.

create table mandated_report (
    city        code    not null,
    id          id      not null,
    author      id      not null,
    lane        code    not null,   -- mandated_lanes
    called_at   instant not null,   -- the report by word of mouth
    write_by    instant not null,   -- the law's 48 hours
    written_at  instant,
    reminded_at instant,
    words       sealed  not null,   -- json: what was reported, the reference number
    rev         bigint  not null check (rev >= 1),
    primary key (city, id)
);
create index mandated_author on mandated_report (city, author, called_at);
create index mandated_due on mandated_report (city, written_at, reminded_at, write_by);
