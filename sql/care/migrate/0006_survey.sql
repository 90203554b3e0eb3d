-- 0006 survey: how many gave which answer.  Nobody's answers are a row: no author, no
-- time, no order of arrival.

create table survey_count (
    city     code    not null,
    quarter  code    not null,
    wave     code    not null, -- first: of people who had not answered before
    question code    not null,
    answer   integer not null check (answer >= 1 and answer <= 5),
    n        integer not null check (n >= 1),
    primary key (city, quarter, wave, question, answer)
);

-- What was counted already, so that sent again it is not counted again.
create table survey_token (
    city code not null,
    id   id   not null,
    primary key (city, id)
);
