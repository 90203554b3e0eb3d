-- 0007 deliveries: to whom an order went, when and how.  Rows are only added; a mistake is
-- corrected by a later row that names the one it replaces.
create table delivery (
    city        code    not null,
    id          id      not null,
    inspection  id      not null,
    day         day     not null,   -- of handing over, mailing or posting
    recipient   code    not null check (recipient in ('owner', 'occupant', 'other')),
    how         code    not null check (how in ('hand', 'mail', 'certified', 'email', 'posted')),
    recorded_by id      not null,
    recorded_at instant not null,
    corrects    id,                 -- an earlier row of the same inspection
    primary key (city, id)
);
create index delivery_by_inspection on delivery (city, inspection, recorded_at);
