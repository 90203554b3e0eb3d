-- 0070 session device: the phone whose key signs every request of a session; without one
-- the token is enough, as for programs that enrol nothing.

alter table session add column device id;
