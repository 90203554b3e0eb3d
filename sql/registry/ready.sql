-- ready: may this city begin?  Who approved which text, and whether everybody is here.

-- name: legal_list many
-- out: line code, lang code, name text, day day, words bytes
select line, lang, name, day, words from legal_line where city = :city
 order by line, lang limit 100;

-- name: legal_put exec
-- in: line code, lang code, name text, day day, words bytes, noted_by text, noted_at instant
insert into legal_line (city, line, lang, name, day, words, noted_by, noted_at)
values (:city, :line, :lang, :name, :day, :words, :noted_by, :noted_at)
on conflict (city, line, lang) do update set name = excluded.name, day = excluded.day,
    words = excluded.words, noted_by = excluded.noted_by, noted_at = excluded.noted_at;

-- name: legal_drop exec
-- in: line code, lang code
delete from legal_line where city = :city and line = :line and lang = :lang;

-- name: ready_roles many
-- out: role code
-- The roles that somebody holds who can sign in.
select r.role from person_role r join person p on p.city = r.city and p.id = r.person
 where r.city = :city and p.state = 'active'
   and (p.password is not null or exists (select 1 from idp_person i
        where i.city = p.city and i.person = p.id))
 group by r.role order by r.role limit 40;

-- name: ready_practice one
-- out: people int, done int
-- Of those who inspect, how many have done the six doors.
select count(*), cast(coalesce(sum(case when exists (
           select 1 from practice d where d.city = p.city and d.person = p.id)
           then 1 else 0 end), 0) as bigint)
  from person p
 where p.city = :city and p.state = 'active'
   and exists (select 1 from person_role r
                where r.city = :city and r.person = p.id and r.role = 'inspector');

-- name: city_begin exec expect 1
-- From practice to real, once.
update city set state = 'real', rev = rev + 1 where city = :city and state = 'practice';
