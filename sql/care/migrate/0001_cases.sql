-- 0001 cases: residents, requests, casework and the directory.  What names or
-- describes a person is `sealed`; need, urgency, state, reason, language, days and
-- neighbourhood are plain, and reports read nothing else.

-- One data key per resident, wrapped by the care key; erasing destroys the wrap.
create table resident (
    city        code    not null,
    id          id      not null,
    wrapped_key bytes,
    created_at  instant not null,
    erased_at   instant,
    rev         bigint  not null check (rev >= 1),
    primary key (city, id)
);

-- A household's case, born as a help request or a property alert.
create table casefile (
    city            code    not null,
    id              id      not null,
    resident        id,
    kind            code    not null check (kind in ('request', 'alert', 'imported')),
    source          code    not null, -- inspector 311 hhs affiliate self other unknown
    urgency         code    not null check (urgency in ('crisis', 'today', 'routine', 'unknown')),
    state           code    not null, -- domain/casefile.h
    requester       id,               -- the inspector, for own requests only
    owner           id,               -- the case manager
    lang            code,             -- the resident's; null unknown
    neighbourhood   text,
    prior_services  code    not null check (prior_services in ('yes', 'no', 'unknown')),
    requested_at    instant not null, -- at the door, corrected for the phone's clock
    received_at     instant not null, -- by the server, or start of the imported day
    received_day    day     not null,
    recorded_at     instant not null, -- when this store learnt of it: as_of
    acknowledge_by  instant,
    contact_by      instant,
    acknowledged_at instant,
    acknowledged_day day,
    contacted_day   day,
    connected_day   day,
    attempts        integer not null,
    next_day        day,              -- next promised step
    closed_at       instant,
    closed_day      day,
    close_reason    code,
    external_id     text,
    clock_doubt     integer not null check (clock_doubt in (0, 1)),
    person          sealed,           -- json: name, phone, safe to leave a message, times
    place           sealed,           -- json: property, inspection, address, unit
    words           sealed,           -- json: anything typed at the door
    rev             bigint  not null check (rev >= 1),
    primary key (city, id)
);
create index casefile_today on casefile (city, state, urgency, received_at);
create index casefile_requester on casefile (city, requester, received_at);
create index casefile_owner on casefile (city, owner, state);
create index casefile_received on casefile (city, received_day);
create unique index casefile_external on casefile (city, external_id);

-- Reason for referral, need found, service provided: three coded lists, never mixed.
create table case_reason (
    city     code not null,
    casefile id   not null,
    reason   code not null,           -- a need code, or `sealed`
    primary key (city, casefile, reason)
);
-- What was ticked at the door, one of the nine plain choices; known by: seen told.
create table case_choice (
    city     code not null,
    casefile id   not null,
    choice   code not null,
    known_by code not null,
    primary key (city, casefile, choice)
);
create table case_need (
    city     code    not null,
    id       id      not null,
    casefile id      not null,
    need     code    not null,        -- a need code, or `sealed`
    need_sealed sealed,               -- the sealed class, when it is one
    known_by code    not null check (known_by in ('seen', 'told', 'inferred')),
    found_day day    not null,
    state    code    not null check (state in ('open', 'met', 'unmet')),
    unmet_reason code,
    rev      bigint  not null check (rev >= 1),
    primary key (city, id)
);
create index case_need_case on case_need (city, casefile);
create table case_service (
    city     code not null,
    casefile id   not null,
    service  code not null,           -- a need code: the category provided
    first_day day,
    primary key (city, casefile, service)
);
create table case_cause (
    city     code not null,
    casefile id   not null,
    cause    code not null,
    primary key (city, casefile, cause)
);
create table case_barrier (
    city     code not null,
    casefile id   not null,
    barrier  code not null,
    primary key (city, casefile, barrier)
);

create table attempt (
    city        code    not null,
    id          id      not null,
    casefile    id      not null,
    author      id      not null,
    at          instant not null,
    day         day     not null,
    channel     code    not null,
    outcome     code    not null,
    lang        code,
    interpreter code,
    next_day    day,
    note        sealed,
    primary key (city, id)
);
create index attempt_case on attempt (city, casefile, at);

create table case_note (
    city     code    not null,
    id       id      not null,
    casefile id      not null,
    author   id      not null,
    at       instant not null,
    note     sealed  not null,
    primary key (city, id)
);
create index case_note_case on case_note (city, casefile, at);

-- Permission to be contacted (door), the full consent, or `imported`.
create table consent (
    city         code    not null,
    id           id      not null,
    casefile     id      not null,
    kind         code    not null check (kind in ('door', 'full', 'imported')),
    text_version code    not null,
    lang         code    not null,
    method       code    not null,   -- shown read signed verbal-witnessed imported
    interpreter  code,
    at           instant not null,
    expires_day  day,
    withdrawn_at instant,
    code_sha     bytes,              -- of the code that withdraws without login
    detail       sealed,             -- json: who was asked, witness
    rev          bigint  not null check (rev >= 1),
    primary key (city, id)
);
create index consent_case on consent (city, casefile);
create table consent_scope (
    city      code not null,
    consent   id   not null,
    need      id   not null,         -- case_need
    recipient id   not null,         -- organization
    contacts_owner integer not null check (contacts_owner in (0, 1)), -- agreed apart
    primary key (city, consent, need, recipient)
);

create table referral (
    city        code    not null,
    id          id      not null,
    casefile    id      not null,
    need        id      not null,
    service     id      not null,
    organization id     not null,
    consent     id      not null,
    state       code    not null,    -- domain/referral.h
    reason      code,                -- why not, when refused
    sent_at     instant not null,
    sent_day    day     not null,
    answered_at instant,
    started_by  code check (started_by in ('agency', 'resident')),
    reply_by    day     not null,
    disclosed   sealed  not null,    -- json: exactly what the agency may see
    update_note sealed,
    rev         bigint  not null check (rev >= 1),
    primary key (city, id)
);
create index referral_case on referral (city, casefile);
create table referral_link (
    city       code    not null,
    token_sha  bytes   not null,
    referral   id      not null,
    created_at instant not null,
    expires_at instant not null,
    revoked_at instant,
    primary key (city, token_sha)
);

-- A "no" closes alert and re-offer at that door for 90 days; nothing of the person.
create table door_no (
    city     code  not null,
    id       id    not null,
    door     bytes not null,         -- HMAC of property and unit
    day      day   not null,
    primary key (city, id)
);
create index door_no_door on door_no (city, door, day);

-- Faults of envelopes that opened: durable, for the case manager to mend.
create table op_fault (
    city     code    not null,
    id       id      not null,       -- the op
    at       instant not null,
    faults   text    not null,       -- field and message ids
    content  sealed  not null,
    resolved_at instant,
    primary key (city, id)
);

-- First sight of a resident by a person on a day.
create table seen (
    city    code not null,
    subject id   not null,
    person  id   not null,
    day     day  not null,
    primary key (city, subject, person, day)
);

create table casefile_rollup (
    city      code   not null,
    month     code   not null,       -- by received day
    urgency   code   not null,
    received  bigint not null,
    contacted bigint not null,
    connected bigint not null,
    closed    bigint not null,
    primary key (city, month, urgency)
);

-- The directory, shaped after HSDS 3.1.
create table organization (
    city        code not null,
    id          id   not null,
    external_id text,
    name        text not null,
    description text not null,
    website     text,
    email       text,                -- where referrals go
    lang        code not null,
    aggregate_only integer not null check (aggregate_only in (0, 1)),
    state       code not null check (state in ('active', 'inactive')),
    rev         bigint not null check (rev >= 1),
    primary key (city, id)
);
create unique index organization_external on organization (city, external_id);
create table service (
    city         code not null,
    id           id   not null,
    organization id   not null,
    external_id  text,
    name         text not null,
    description  text not null,
    url          text,
    email        text,
    phone        text,
    application  text,
    fees         text,
    eligibility  text,
    address      text,
    hours        text,
    languages    text,               -- by ';'
    contacts_owner integer not null check (contacts_owner in (0, 1)),
    capacity     code not null check (capacity in ('open', 'waitlist', 'full', 'unknown')),
    state        code not null check (state in ('active', 'inactive', 'defunct', 'temporarily-closed')),
    search_text  text not null,      -- normalised words
    rev          bigint not null check (rev >= 1),
    primary key (city, id)
);
create unique index service_external on service (city, external_id);
create table service_need (
    city    code not null,
    service id   not null,
    need    code not null,
    primary key (city, service, need)
);
create index service_need_need on service_need (city, need, service);

-- Imported cases whose address the register does not know.
create table address_queue (
    city     code    not null,
    casefile id      not null,
    created_at instant not null,
    resolved_at instant,
    primary key (city, casefile)
);
