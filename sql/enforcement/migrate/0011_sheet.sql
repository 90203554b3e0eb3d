-- 0011 sheet: the number printed on a paper form, and what a door that stayed closed was
-- told by.
alter table paper_entry add column number text;
alter table paper_entry add column no_entry id;
create index paper_entry_number on paper_entry (city, number);
