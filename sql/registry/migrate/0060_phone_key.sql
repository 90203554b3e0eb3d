-- 0060 phone key: to which box a phone seals, so that one is known to be of no more use.

alter table device add column box_print code;
