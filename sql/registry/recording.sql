-- recordings: texts of the phone spoken by a person.

-- name: recording_put exec
-- in: kind code, version text, lang code, spoken bytes, sha256 bytes, type text, size int, bytes bytes, added_at instant
insert into recording (city, kind, version, lang, spoken, sha256, type, size, bytes, added_at)
values (:city, :kind, :version, :lang, :spoken, :sha256, :type, :size, :bytes, :added_at)
on conflict (city, kind, version, lang) do update set spoken = excluded.spoken,
    sha256 = excluded.sha256, type = excluded.type, size = excluded.size,
    bytes = excluded.bytes, added_at = excluded.added_at;

-- name: recording_list many
-- out: kind code, version text, lang code, spoken bytes, sha256 bytes, type text, size int, added_at instant
select kind, version, lang, spoken, sha256, type, size, added_at
  from recording where city = :city order by kind, added_at desc, lang limit 200;

-- name: recording_get one
-- in: sha256 bytes
-- out: type text, bytes bytes
select type, bytes from recording where city = :city and sha256 = :sha256 limit 1;
