-- survey: the inspectors' three questions, as counts alone.

-- name: survey_token_add exec
-- in: id survey_id
insert into survey_token (city, id) values (:city, :id) on conflict (city, id) do nothing;

-- name: survey_count_add exec
-- in: quarter code, wave code, question code, answer int
insert into survey_count (city, quarter, wave, question, answer, n)
values (:city, :quarter, :wave, :question, :answer, 1)
on conflict (city, quarter, wave, question, answer) do update set n = survey_count.n + 1;

-- name: survey_counts many
-- in: before code
-- out: quarter code, wave code, question code, answer int, n int
-- Of quarters that are over: a count that still grows would tell of each newcomer.
select quarter, wave, question, answer, n from survey_count
 where city = :city and quarter < :before
 order by quarter desc, wave, question, answer limit 2000;
