-- 0003 recordings: a text of the phone spoken by a person, for one version and language.

create table recording (
    city     code    not null,
    kind     code    not null,  -- 'permission'
    version  text    not null,  -- of the text
    lang     code    not null,
    spoken   bytes   not null,  -- SHA-256 of the words and of the name said in them
    sha256   bytes   not null,
    type     text    not null,  -- "audio/mpeg"
    size     integer not null,
    bytes    bytes   not null,
    added_at instant not null,
    primary key (city, kind, version, lang)
);
create index recording_sha on recording (city, sha256);
