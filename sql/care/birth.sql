-- How a case is born from an envelope, and what else one can bring.

-- name: birth_casefile_by_ids many
-- in: ids bytes
-- out: id casefile_id
-- sqlite:
select c.id
  from id_list(:ids) i cross join casefile c on c.city = :city and c.id = i.id limit 50000;
-- postgres:
select c.id
  from casefile c
 where c.city = :city and c.id = any(array(
    select encode(substr(:ids::bytea, i.n, 16), 'hex')::uuid
      from generate_series(1, length(:ids::bytea), 16) as i(n)))
 limit 50000;

-- name: birth_resident exec
-- in: id resident_id, wrapped_key bytes, created_at instant
insert into resident (city, id, wrapped_key, created_at, rev)
values (:city, :id, :wrapped_key, :created_at, 1);

-- name: birth_casefile exec
-- in: id casefile_id, resident resident_id, kind code, source code, urgency code, requester user_id?, lang code?, neighbourhood text?, requested_at instant, received_at instant, received_day day, acknowledge_by instant?, contact_by instant?, clock_doubt int, person sealed?, place sealed
insert into casefile (city, id, resident, kind, source, urgency, state, requester, lang,
    neighbourhood, prior_services, requested_at, received_at, received_day, recorded_at,
    acknowledge_by, contact_by, attempts, clock_doubt, person, place, rev)
values (:city, :id, :resident, :kind, :source, :urgency, 'submitted', :requester, :lang,
    :neighbourhood, 'unknown', :requested_at, :received_at, :received_day, :received_at,
    :acknowledge_by, :contact_by, 0, :clock_doubt, :person, :place, 1);

-- name: birth_reason exec
-- in: casefile casefile_id, reason code
insert into case_reason (city, casefile, reason) values (:city, :casefile, :reason)
on conflict (city, casefile, reason) do nothing;

-- name: birth_choice exec
-- in: casefile casefile_id, choice code, known_by code
insert into case_choice (city, casefile, choice, known_by)
values (:city, :casefile, :choice, :known_by)
on conflict (city, casefile, choice) do nothing;

-- name: birth_consent exec
-- in: id consent_id, casefile casefile_id, text_version code, lang code, method code, at instant, code_sha bytes?, asked_seconds int?
insert into consent (city, id, casefile, kind, text_version, lang, method, at, code_sha,
                     asked_seconds, rev)
values (:city, :id, :casefile, 'door', :text_version, :lang, :method, :at, :code_sha,
        :asked_seconds, 1)
on conflict (city, id) do nothing;

-- name: birth_count exec
-- in: month code, urgency code
insert into casefile_rollup (city, month, urgency, received, contacted, connected, closed)
values (:city, :month, :urgency, 1, 0, 0, 0)
on conflict (city, month, urgency) do update set received = casefile_rollup.received + 1;

-- name: birth_fault exec
-- in: id op_id, at instant, faults text, content sealed
insert into op_fault (city, id, at, faults, content)
values (:city, :id, :at, :faults, :content);

-- name: birth_park exec
-- in: id op_id, author user_id, device device_id?, received_at instant, reason code, content sealed
insert into op_parked (city, id, author, device, received_at, reason, content)
values (:city, :id, :author, :device, :received_at, :reason, :content);

-- name: door_no_add exec
-- in: id id, door bytes, day day
insert into door_no (city, id, door, day) values (:city, :id, :door, :day)
on conflict (city, id) do nothing;

-- name: door_closed one
-- in: door bytes, since day
-- out: times int
select count(*) from door_no where city = :city and door = :door and day >= :since;

-- name: request_own many
-- in: requester user_id, since day, received instant
-- out: id casefile_id, state code, close_reason code?, received_day day, contacted_day day?, connected_day day?, closed_day day?, contact_by instant?, thanks int
-- Alerts are left out: whether one made a case would tell of a "no" at that door.
-- Asked at every sync: `received` is loose, and keeps to the index.
-- Of one that was joined to another case, how that one goes.
select c.id, coalesce(m.state, c.state), case when m.id is null then c.close_reason else m.close_reason end,
       c.received_day, coalesce(m.contacted_day, c.contacted_day),
       coalesce(m.connected_day, c.connected_day),
       case when m.id is null then c.closed_day else m.closed_day end, c.contact_by,
       (select count(*) from case_thanks t
         where t.city = c.city and t.casefile = coalesce(m.id, c.id))
  from casefile c
  left join case_join j on j.city = c.city and j.casefile = c.id and j.ended = 0
  left join casefile m on m.city = c.city and m.id = j.main
 where c.city = :city and c.requester = :requester and c.kind = 'request'
   and c.received_at >= :received and c.received_day >= :since
 order by c.received_day desc, c.id limit 100;
