-- 0050 ready: who approved each legal text of the program, and when.

create table legal_line (
    city     code    not null,
    line     code    not null,  -- 'agreement', 'permission', 'consent', 'card'
    lang     code    not null,
    name     text    not null,  -- who approved it
    day      day     not null,
    words    bytes   not null,  -- SHA-256 of the text that was approved
    noted_by text    not null,
    noted_at instant not null,
    primary key (city, line, lang)
);
