-- edition: what was published of a fiscal year, once.

-- name: edition_add exec
-- in: year day, at instant, small int
insert into edition (city, year, at, small) values (:city, :year, :at, :small);

-- name: edition_line_add exec
-- in: year day, line text, numerator int, denominator int, unknown int, half int, none int, hidden int
insert into edition_line (city, year, line, numerator, denominator, unknown, half, none, hidden)
values (:city, :year, :line, :numerator, :denominator, :unknown, :half, :none, :hidden);

-- name: edition_of one
-- in: year day
-- out: at instant
select at from edition where city = :city and year = :year;

-- name: edition_lines many
-- in: year day
-- out: line text, numerator int, denominator int, unknown int, half int, none int, hidden int
select line, numerator, denominator, unknown, half, none, hidden
  from edition_line
 where city = :city and year = :year
 limit 500;
