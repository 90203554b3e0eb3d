-- 0005 beside: what another system says of an inspection that it keeps itself.
alter table inspection add column record_url text;    -- its own page, http or https
alter table inspection add column inspected_at instant;
alter table inspection add column result text;        -- in its words
