-- part: what lists of cases say alike (tools/sqlparts.py).

-- part: open_to casefile person
-- Its household did not close the case to that person.
not exists (select 1 from case_block shut
             where shut.city = :city and shut.casefile = {casefile}
               and shut.person = {person} and shut.lifted_at is null)

-- part: open_to_all casefile
-- ... and to nobody at all.
not exists (select 1 from case_block shut
             where shut.city = :city and shut.casefile = {casefile}
               and shut.lifted_at is null)

-- part: not_joined casefile
-- What was joined to another case is looked after there.
not exists (select 1 from case_join other
             where other.city = :city and other.casefile = {casefile} and other.ended = 0)
