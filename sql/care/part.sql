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

-- part: stopped casefile
-- Nothing its household said yes to holds any more, and something was taken back: nobody
-- calls (consents_stopped of consent_store.h).
((exists (select 1 from consent back
           where back.city = :city and back.casefile = {casefile}
             and back.withdrawn_at is not null)
  or exists (select 1 from hub_consent back
              where back.city = :city and back.casefile = {casefile}
                and back.withdrawn_at is not null))
 and not exists (select 1 from consent yes
                  where yes.city = :city and yes.casefile = {casefile}
                    and yes.withdrawn_at is null
                    and (yes.kind = 'door'
                         or (yes.expires_day >= :today and yes.expires_day <= :latest)))
 and not exists (select 1 from hub_consent yes
                  where yes.city = :city and yes.casefile = {casefile}
                    and yes.withdrawn_at is null
                    and yes.expires_day >= :today and yes.expires_day <= :latest))

-- part: not_joined casefile
-- What was joined to another case is looked after there.
not exists (select 1 from case_join other
             where other.city = :city and other.casefile = {casefile} and other.ended = 0)
