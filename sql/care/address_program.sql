-- address_program: who is in the state's address confidentiality program.

-- name: address_program_get one
-- in: casefile casefile_id
-- out: real sealed, rev int
select real, rev from address_program where city = :city and casefile = :casefile;

-- name: address_program_put exec
-- in: casefile casefile_id, author user_id, at instant, real sealed
insert into address_program (city, casefile, author, at, real, rev)
values (:city, :casefile, :author, :at, :real, 1)
on conflict (city, casefile) do update
   set author = excluded.author, at = excluded.at, real = excluded.real,
       rev = address_program.rev + 1;

-- name: address_program_drop exec
-- in: casefile casefile_id
delete from address_program where city = :city and casefile = :casefile;

-- name: address_program_part_of_town exec expect 1
-- in: casefile casefile_id, neighbourhood text?
update casefile set neighbourhood = :neighbourhood where city = :city and id = :casefile;

-- name: address_program_told many
-- in: casefile casefile_id
-- out: id referral_id, disclosed sealed
select id, disclosed from referral
 where city = :city and casefile = :casefile order by id limit 500;

-- name: address_program_retell exec expect 1
-- in: id referral_id, disclosed sealed
update referral set disclosed = :disclosed where city = :city and id = :id;
