-- goal: what a household wants, and who does what until when.

-- name: goal_add exec
-- in: id id, casefile casefile_id, author user_id, at instant, words sealed
insert into case_goal (city, id, casefile, author, at, words, state, ended_day, changed_by, rev)
values (:city, :id, :casefile, :author, :at, :words, 'open', null, null, 1)
on conflict do nothing;

-- name: goal_list many
-- in: casefile casefile_id
-- out: id id, author user_id, at instant, words sealed, state code, ended_day day?, changed_by user_id?, rev int
select id, author, at, words, state, ended_day, changed_by, rev
  from case_goal
 where city = :city and casefile = :casefile
 order by at, id
 limit 60;

-- name: goal_save exec expect 1
-- in: id id, state code, ended_day day?, changed_by user_id, rev int
update case_goal set state = :state, ended_day = :ended_day, changed_by = :changed_by, rev = :rev
 where city = :city and id = :id and rev = :rev - 1;

-- name: task_add exec
-- in: id id, casefile casefile_id, kind code, owner user_id?, author user_id?, at instant, due_day day, words sealed?
insert into case_task (city, id, casefile, kind, owner, author, at, due_day, words,
                       done_at, done_by, rev)
values (:city, :id, :casefile, :kind, :owner, :author, :at, :due_day, :words, null, null, 1)
on conflict do nothing;

-- name: task_list many
-- in: casefile casefile_id
-- out: id id, kind code, owner user_id?, author user_id?, at instant, due_day day, words sealed?, done_at instant?, done_by user_id?, rev int
select id, kind, owner, author, at, due_day, words, done_at, done_by, rev
  from case_task
 where city = :city and casefile = :casefile
 order by due_day, id
 limit 200;

-- name: task_save exec expect 1
-- in: id id, due_day day, done_at instant?, done_by user_id?, rev int
update case_task set due_day = :due_day, done_at = :done_at, done_by = :done_by, rev = :rev
 where city = :city and id = :id and rev = :rev - 1;

-- name: tasks_due many
-- in: owner user_id, until day, today day, latest day, most int
-- out: id id, casefile casefile_id, kind code, due_day day, words sealed?, rev int, case_kind code, resident resident_id?, case_owner user_id?, person sealed?
-- Given to this person, or to nobody in particular in a case of theirs.  What was left of
-- a closed case is nobody's task any more; "is it better?" is asked after closing too.
select t.id, t.casefile, t.kind, t.due_day, t.words, t.rev, c.kind as case_kind, c.resident,
       c.owner as case_owner, c.person
  from case_task t
  join casefile c on c.city = t.city and c.id = t.casefile
 where t.city = :city and t.owner = :owner and t.due_day <= :until and t.done_at is null
   and (c.closed_at is null or t.kind = 'better')
   and {open_to c.id :owner}
   and not {stopped c.id}
union all
select t.id, t.casefile, t.kind, t.due_day, t.words, t.rev, c.kind as case_kind, c.resident,
       c.owner as case_owner, c.person
  from casefile c
  join case_task t on t.city = c.city and t.casefile = c.id
 where c.city = :city and c.owner = :owner and t.owner is null and t.due_day <= :until
   and t.done_at is null and (c.closed_at is null or t.kind = 'better')
   and {open_to c.id :owner}
   and not {stopped c.id}
 order by 4, 1
 limit :most;
