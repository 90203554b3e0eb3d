/* addresses.c -- see addresses.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "addresses.h"

#include "core/build.h"

#include <string.h>

#define NO_OPS "{\"device\":\"{device}\",\"now\":1,\"ops\":[],\"cursor\":\"\"}"

/* clang-format off */
/* A form of parts. */
#define PART(name) "\r\n--cut\r\nContent-Disposition: form-data; name=\"" name "\"\r\n\r\n"
#define A_FILE "\r\n--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"" \
               "\r\n\r\n%PDF-1.4\r\n--cut--\r\n"

/* What stands for a :parameter, by the beginning of its address. */
static const struct {
    const char *under, *name, *value;
} params[] = {
    {"/cases/faults/", "id", "{fault}"},
    {"/cases/", "id", "{case}"},
    {"/cases/", "other", "01a20000-0000-7000-8000-000000000005"}, /* none; store/test_same.c has some */
    {"/cases/", "word", "01a20000-0000-7000-8000-000000000005"}, /* none; test_resident.c has some */
    {"/complaints/", "word", "01a20000-0000-7000-8000-000000000006"},
    {"/cases/", "need", "{need}"},
    {"/cases/", "service", "{service}"},
    {"/cases/", "consent", "{consent}"},
    {"/cases/", "referral", "{referral}"},
    {"/glass/", "id", "01a20000-0000-7000-8000-00000000000e"}, /* none; test_glass.c has one */
    {"/legal/", "id", "01a20000-0000-7000-8000-00000000000f"}, /* none; test_legal.c has one */
    {"/who-saw/", "id", "{case}"},
    {"/reads/", "id", "01a20000-0000-7000-8000-00000000000d"}, /* none; test_reads.c has one */
    {"/mandated/", "id", "01a20000-0000-7000-8000-000000000009"}, /* none; store/test_mandated.c has some */
    {"/cases/", "visit", "{visit}"},
    {"/cases/", "block", "01a20000-0000-7000-8000-000000000005"}, /* none */
    {"/cases/", "file", "01a20000-0000-7000-8000-000000000008"},
    {"/cases/", "goal", "01a20000-0000-7000-8000-000000000005"}, /* none; store/test_plan.c has some */
    {"/cases/", "note", "01a20000-0000-7000-8000-000000000007"},
    {"/cases/", "matter", "01a20000-0000-7000-8000-00000000000a"}, /* store/test_hub.c has some */
    {"/cases/", "task", "01a20000-0000-7000-8000-000000000006"},
    {"/callbacks/", "consent", "{consent}"},
    {"/erase/", "id", "{case}"},
    {"/erase/", "hold", "01a20000-0000-7000-8000-00000000000d"}, /* none */
    {"/directory/", "id", "{service}"},
    {"/directory/", "person", "01a20000-0000-7000-8000-000000000001"},
    {"/agency/", "id", "{referral}"},
    {"/r/page/", "id", "{referral}"},
    {"/account/", "id", "01a20000-0000-7000-8000-000000000003"}, /* none; test_own.c has some */
    {"/people/", "id", "01a20000-0000-7000-8000-000000000001"}, /* nobody; store/test_people.c has somebody */
    {"/inspections/", "id", "018f0000-0076-7000-8000-000000000050"}, /* planned: phone.c */
    {"/violations/", "id", "01a20000-0000-7000-8000-000000000002"}, /* none; store/test_desk.c has some */
    {"/violations/", "ask", "01a20000-0000-7000-8000-000000000003"},
    {"/zones/", "id", "01a20000-0000-7000-8000-000000000004"},
    {"/records/", "id", "01a20000-0000-7000-8000-00000000000b"}, /* none; test_release.c has one */
    {"/records/", "hold", "01a20000-0000-7000-8000-00000000000c"}, /* none; store/test_disposal.c has one */
    {"/records/", "file", "01a20000-0000-7000-8000-00000000000c"},
    {"/ready/", "text", "permission"},
    {"/sign-in/", "side", "city"}, /* none is set; test_idp.c has two */
    {"/field/", "lang", "es"},
    {"/today/", "lang", "es"},
    {"/a/", "build", "0"},
    {"/a/", "folder", "js"},
    {"/a/", "inner", "desk"},
    {"/a/", "file", "app.js"},
    {"/api/v1/photos/", "sha256",
     "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"/api/v1/photos/", "offset", "0"},
    {"/api/v1/recordings/", "sha256",
     "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}, /* none; test_recordings.c has one */
    {"/api/v1/findings/", "id", "01a20000-0000-7000-8000-000000000005"}, /* none; test_before.c has one */
    {"/api/v1/findings/", "sha256",
     "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
};

/* A whole form for every address that takes one, and the answer of whoever may send it
 * (303 where none is named); also a GET that answers otherwise than by 200. */
static const struct {
    enum method method;
    const char *path, *body;
    int status;
} forms[] = {
    {GET, "/", NULL, STATUS_BY_ROLE}, /* each begins where its work is */
    {POST, "/sign-in", "email=x@city.example", 422},
    {GET, "/sign-in/code", NULL, 303}, /* to the first step */
    {POST, "/sign-in/code", "step=none&code=123456", 422},
    {GET, "/sign-in/with/:side", NULL, 404},
    {GET, "/sign-in/back/:side", NULL, 422},
    {POST, "/account/sessions/end", "", 303},
    {POST, "/account/sessions/:id/end", "", 303},
    {POST, "/account/phones/:id/end", "", 303},
    {POST, "/account/password", "present=x&password=y", 422},
    {POST, "/sign-in/passkey", "key_id=none", 422},
    {GET, "/account/passkeys/:id", NULL, 404}, /* none; test_passkey.c has some */
    {POST, "/account/passkeys", "name=x&present=x", 422},
    {POST, "/account/passkeys/:id/end", "present=x", 404},
    {POST, "/account/second-step", "present=x", 422},
    {POST, "/account/second-step/confirm", "code=123456", 409}, /* none was begun */
    {POST, "/account/second-step/recovery", "code=123456", 409}, /* there is none */
    {POST, "/account/second-step/end", "code=123456", 409},
    {POST, "/sign-out", "", 303},
    {POST, "/language", "lang=en&back=/", 303},
    {POST, "/welcome/open", "token=none", 422},
    {POST, "/welcome", "token=none", 422},
    {POST, "/cases",
     "id={new}&consent={new}&property=018f0000-0070-7000-8000-000000000001&line=12 Erie"
     "&answer=read&source=311&choices=food&urgency=today&phone=617 555 0100"
     "&message_ok=no&lang=es", 303},
    {POST, "/cases/faults/:id/mend", "", 303},
    {POST, "/cases/:id/acknowledge", "rev={rev}", 303},
    {POST, "/cases/:id/notes", "id={new}&note=Called.", 303},
    {POST, "/cases/:id/prior", "rev={rev}&prior=no", 303},
    {POST, "/cases/:id/needs", "id={new}&need=food&known_by=told", 303},
    {POST, "/cases/:id/needs/:need/started", "", 303},
    {POST, "/cases/:id/attempts", "id={new}&channel=phone&outcome=reached", 303},
    {POST, "/cases/:id/close", "rev={rev}&note_id={new}&reason=declined-after-contact", 303},
    {POST, "/cases/:id/same/:other", "", 404},
    {POST, "/cases/:id/inspection",
     "request={new}&inspection={new}&wrong=410.180&alleged=no", 303},
    {POST, "/cases/:id/part", "", 303},
    {GET, "/cases/:id/consent", NULL, 303}, /* to the same with an id */
    {POST, "/cases/:id/consent",
     "id={new}&method=signed&expires=2026-12-24&scope={need}:{organization}", 303},
    {POST, "/cases/:id/consent/:consent/withdraw", "", 303},
    {POST, "/cases/:id/consent/:consent/confirm", "channel=in-person", 303},
    {POST, "/callbacks/:consent", "said_yes=yes&knows_whom=yes&knows_stop=yes", 303},
    {POST, "/callbacks/:consent/missed", "", 303},
    {POST, "/cases/:id/sharing/stop", "consent=all&proved=called-back", 303},
    {POST, "/cases/:id/sharing/:referral/told", "told_by=Kim", 404}, /* nothing stopped yet */
    {POST, "/cases/:id/needs/:need/services/:service", "id={referral}&tell=name", 303},
    {POST, "/cases/:id/referrals/:referral/told",
     "rev={answer_rev}&answer=accept&told_by=Kim", 303},
    {GET, "/cases/:id/referrals/:referral/request.pdf", NULL, STATUS_BY_ROLE}, /* went by link */
    {POST, "/cases/:id/referrals/:referral/reopen", "rev={answer_rev}&note=Again.", 303},
    {POST, "/cases/:id/referrals/:referral/papers", "have=lease", 303},
    {POST, "/cases/:id/referrals/:referral/noticed", "", 303},
    {POST, "/updates/learnt", "month=2020-01-01&rev=0&words=x&do=draft", 409}, /* long gone */
    {POST, "/agency/inspections", /* of no agency; test_agency.c has one */
     "request={new}&inspection={new}&line=12+Erie+Street&wrong=Door&alleged=no", 404},
    {POST, "/erase", "case=12+Erie+Street", 422}, /* no number of a case */
    {POST, "/who-saw", "which={case}", 303},
    {POST, "/erase/find", "phone=617+555+0199&why=erase", 200},
    {POST, "/erase/:id", "why=asked", 422}, /* not sure; store/test_erase.c is */
    {POST, "/retention", "id={new}&before=2019-01-01&due=1&sure=yes", 409}, /* store/test_retention.c */
    {POST, "/records/schedule",
     "id={new}&class=visit&before=2016-01-01&due=1&permission=State+permission+No.+14&sure=yes", 409}, /* store/test_disposal.c */
    {POST, "/records/holds",
     "id={new}&property=018f0000-0070-7000-8000-000000000001&reason=A+lawsuit", 303},
    {POST, "/records/holds/:hold/end", "reason=Settled", 409}, /* none stands */
    {POST, "/erase/:id/hold", "id={new}&reason=A+letter+from+counsel", 303},
    {POST, "/erase/:id/hold/:hold", "reason=Settled", 303}, /* store/test_erase.c has one */
    {POST, "/reads/:id/more", "", 404},
    {POST, "/legal",
     "id={new}&which={new}&kind=subpoena&class=care&issuer=x&came=2026-11-24", 422}, /* no case */
    {GET, "/legal/:id", NULL, 404},
    {POST, "/legal/:id/decide", "rev=1&do=refuse&why=x", 404},
    {POST, "/legal/:id/withdraw", "rev=1&back=x", 404},
    {GET, "/legal/:id/record.txt", NULL, 404},
    {POST, "/glass", "id={new}&which={new}&cause=danger&reason=Nobody+else+is+here+today.", 422}, /* no case */
    {GET, "/glass/:id", NULL, 404},
    {POST, "/glass/:id/noted", "", 404},
    {POST, "/glass/:id/review", "verdict=right&found=Nobody+was+in+danger+then.", 404},
    {POST, "/glass/:id/delay", "delay=She+is+still+living+with+him.", 404},
    {POST, "/mandated", "id={new}&lane=child&words=x", 303},
    {POST, "/mandated/:id/written", "", 303},
    {POST, "/cases/away", "stand_in={new}&until=2026-12-24", 422}, /* nobody of that id */
    {POST, "/cases/away/over", "", 303},
    {POST, "/cases/:id/homes", "seen=order:{new}", 303},
    {POST, "/cases/:id/referrals/:referral/ask", "rev={answer_rev}", 303},
    {POST, "/cases/:id/household/contact", "rev={rev}&call_name=Ana&message_ok=yes", 303},
    {POST, "/cases/:id/household/people", "id={new}&rev=0&name=Kim&relation=child", 303},
    {POST, "/cases/:id/household/move",
     "id={new}&before={new}&rev={rev}&address=4+Pine+St&day=2026-11-24", 303},
    {POST, "/cases/:id/address", "rev={rev}&substitute=P.O.+Box+9120,+Boston", 303},
    {POST, "/cases/:id/address/end", "rev={rev}", 303},
    {POST, "/cases/:id/blocks",
     "id={new}&person=018f0000-0075-7000-8000-000000000003", 303}, /* phone.c */
    {POST, "/cases/:id/blocks/:block/end", "", 303},
    {POST, "/cases/:id/visits",
     "id={new}&day=2026-12-24&time=10:30", 303},
    {POST, "/cases/:id/visits/:visit/in", "minutes=30", 303},
    {POST, "/cases/:id/visits/:visit/out", "", 409}, /* nobody is inside */
    {POST, "/cases/:id/visits/:visit/cancel", "", 303},
    {POST, "/directory/:id/counts", "month=2026-11&people=3", 404}, /* it tells of people */
    {POST, "/directory/:id/team", "person={new}", 422}, /* test_agency.c has somebody */
    {POST, "/directory/:id/team/:person/leave", "", 303},
    {GET, "/agency/:id", NULL, 404}, /* of no agency */
    {POST, "/agency/:id", "answer=accept", 404},
    {POST, "/agency/:id/stopped", "", 404},
    {POST, "/cases/:id/draft", "id={new}&note=Call", 204},
    {GET, "/cases/:id/notes/:note", NULL, 404},
    {POST, "/cases/:id/notes/:note", "id={new}&note=Called.", 404},
    {POST, "/cases/:id/goals", "id={new}&words=A+warm+home.", 303},
    {POST, "/cases/:id/goals/:goal", "rev=1&event=reach", 404},
    {POST, "/cases/:id/measures",
     "id={new}&instrument=hunger-vital-sign&stage=baseline&item_worried=often", 303},
    {POST, "/cases/:id/files", PART("id") "{new}" PART("name") "Letter" A_FILE, 303},
    {GET, "/cases/:id/files/:file", NULL, 404},
    {POST, "/cases/:id/files/:file/remove", "", 303},
    {POST, "/cases/:id/number", "rev=0&number={new}", 303},
    {POST, "/cases/number", "number=no-such-1", 422},
    {POST, "/cases/outcomes", PART("file") "none", 422}, /* no file */
    {POST, "/cases/outcomes/take",
     "seen=0&csv=number,outcome,date%0Anone-1,reached,2026-11-24", 200},
    {POST, "/cases/:id/better", "id={new}&feeling=better", 409}, /* nothing started yet */
    {POST, "/cases/:id/reopen", "rev={rev}&id={new}&reopen_note=Again.", 303},
    {POST, "/cases/:id/tasks", "id={new}&what=Call.&due=2026-12-24&owner=", 303},
    {POST, "/cases/:id/tasks/:task", "rev=1&event=done", 404},
    /* a city without a Hub; test_hub.c has one */
    {GET, "/cases/:id/hub", NULL, 404},
    {POST, "/cases/:id/hub", "id={new}&age=25-39&sex=unsaid&risk=food", 404},
    {GET, "/cases/:id/hub/ask", NULL, 404},
    {POST, "/cases/:id/hub/ask", "id={new}&answer=no", 404},
    {GET, "/cases/:id/hub/:matter/sheet", NULL, 404},
    {GET, "/cases/:id/hub/:matter/sheet.pdf", NULL, 404},
    {POST, "/cases/:id/hub/:matter/sheet", "rev=1&age=25-39&sex=unsaid&risk=food", 404},
    {POST, "/cases/:id/hub/:matter/decide", "rev=1&filter=1&accept=yes", 404},
    {POST, "/cases/:id/hub/:matter/lead", "id={new}&rev=1&new_lead=Clinic&lead_why=Full", 404},
    {POST, "/cases/:id/hub/:matter/reveal", "id={new}&agency=Clinic&told=name", 404},
    {POST, "/cases/:id/hub/:matter/close", "rev=1&outcome=lowered", 404},
    {POST, "/cases/:id/hub/:matter/told-stop", "", 404},
    {POST, "/people",
     "id={new}&invitation={new}&name=Kim&email={new}@city.example&role=inspector", 200},
    {GET, "/inspections/:id", NULL, STATUS_BY_ROLE}, /* another inspector's */
    {GET, "/inspections/:id/order.pdf", NULL, STATUS_BY_ROLE},
    {GET, "/inspections/:id/occupant.pdf", NULL, STATUS_BY_ROLE},
    {POST, "/inspections/:id/choose", "id={new}&field=unit&op={new}", STATUS_BY_ROLE},
    {POST, "/inspections/:id/deliveries", "id={new}&day=2026-11-24&recipient=owner&how=hand", STATUS_BY_ROLE},
    {GET, "/cards.pdf", NULL, 422}, /* does not say how many */
    {GET, "/people/:id", NULL, 404},
    {POST, "/people/:id/link", "invitation={new}", 404},
    {POST, "/people/:id/disable", "", 404},
    {POST, "/people/:id/second-step", "", 404},
    {POST, "/people/:id/sign-out", "", 404},
    {POST, "/ready/:text", "lang=es&name.es=Counsel&day.es=2026-11-02", 303},
    {POST, "/requests",
     "id={new}&inspection={new}&property=018f0000-0070-7000-8000-000000000001&wrong=Door"
     "&came=phone&alleged=no", 303},
    {POST, "/from-paper", "id={new}&new_visit={new}&visit=new", 422}, /* an empty sheet */
    {POST, "/inspections/:id/plan", "inspector=&day=2026-12-24&time=10:30&rev=1", 303},
    {POST, "/rebalance", "from=&to=&day=2026-12-24&n=1", 422},
    {GET, "/violations/:id", NULL, 404},
    {POST, "/violations/:id/extend",
     "extension={new}&rev=1&until=2026-12-24&reason=weather", 404},
    {POST, "/violations/:id/more-time",
     "ask={new}&ask_until=2026-12-24&asked_by=owner&time_reason=weather", 404},
    {POST, "/violations/:id/more-time/:ask", "decision=grant", 404},
    {POST, "/zones", "id={new}&name={new}", 303},
    {GET, "/zones/:id", NULL, 404},
    {POST, "/zones/:id", "rev=1&name=North", 404},
    {POST, "/records",
     "id={new}&property=018f0000-0070-7000-8000-000000000001&asker=owner&reply=x@y.example", 303},
    {GET, "/records/:id", NULL, 404},
    {POST, "/records/:id/make", "file={new}", 404},
    {POST, "/records/:id/later", "rev=1&until=2026-12-24&why=Old+files.", 404},
    {POST, "/records/:id/deny", "rev=1&exempt=c&deny=Nothing+else+is+there.", 404},
    {POST, "/records/:id/reopen", "rev=1&again=It+was+another+house.", 404},
    {GET, "/records/:id/denial", NULL, 404},
    {POST, "/records/:id/end", "rev=1&end=withdrawn", 404},
    {GET, "/records/:id/files/:file/record.pdf", NULL, 404},
    {GET, "/records/:id/files/:file/record.csv", NULL, 404},
    {POST, "/r/open", "token={token}", 303},
    {GET, "/r/page/:id", NULL, 404}, /* without the pass; test_links.c has it */
    {POST, "/r/answer", "token={token}&answer=accept", 303},
    {POST, "/help/ask", "agree=no", 200}, /* store/test_ask.c says yes */
    {POST, "/stopped/open", "token={token}", 404}, /* no link of that kind */
    {POST, "/stopped/said", "token={token}", 404},
    {POST, "/stop", "code=AAAAA-AAAAA", 422},
    {POST, "/my/open", "token=AAAAA-AAAAA", 422},
    {POST, "/my/nobody-called", "token=AAAAA-AAAAA", 422},
    {POST, "/my/correct", "token=AAAAA-AAAAA", 422},
    {POST, "/my/complain", "token=AAAAA-AAAAA", 422},
    {POST, "/my/stop", "token=AAAAA-AAAAA", 422},
    {POST, "/cases/:id/words/:word/noted", "", 404},
    {POST, "/cases/:id/words/:word/use", "", 404},
    {POST, "/complaints/:word/done", "", 404},
    {GET, "/field/", NULL, 303},
    {GET, "/today/", NULL, 303},
    {GET, "/go", NULL, 303},
    {GET, "/api/v1/recordings/:sha256", NULL, 404},
    {GET, "/api/v1/findings/:id/photos/:sha256", NULL, 404},
    {GET, "/a/:build/:file", NULL, 404}, /* of another build; test_door.c has ours */
    {GET, "/a/:build/:folder/:file", NULL, 404},
    {GET, "/a/:build/:folder/:inner/:file", NULL, 404},
    {POST, "/api/v1/session", "{}", 422},
    {DELETE_, "/api/v1/session", NULL, 204},
    {GET, "/api/v1/session/ways", NULL, 200},
    {POST, "/api/v1/session/passkey", "{}", 401},
    {POST, "/api/v1/session/provider", "{}", 422},
    {POST, "/api/v1/session/code", "{\"step\":\"none\"}", 401},
    {POST, "/api/v1/sync", NO_OPS, 200},
    {PUT, "/api/v1/photos/:sha256/:offset", "abc", 422}, /* does not say its size */
    {POST, "/api/v1/devices", "{}", 422},
    {POST, "/api/v1/practice", "{\"id\":\"{new}\",\"day\":\"2026-11-24\",\"version\":1}", 200},
    {POST, "/api/v1/survey", "{\"id\":\"{new}\",\"sure\":1,\"time\":3,\"carry\":5}", 200},
    {POST, "/api/v1/inspections", "[{}]", 200},
};
/* clang-format on */

static const char *param_of(const struct route *r, const char *name)
{
    for (size_t i = 0; i < COUNT(params); i++)
        if (strncmp(r->path, params[i].under, strlen(params[i].under)) == 0 &&
            strcmp(name, params[i].name) == 0)
            return params[i].value;
    fail_msg("%s: say in params[] of tests/http/addresses.c what stands for :%s", r->path,
             name);
    return NULL;
}

/* "/cases/:id" as "/cases/{case}". */
static const char *path_of(struct site *t, const struct route *r)
{
    struct build b = {.arena = t->arena};

    for (const char *at = r->path; *at != '\0';) {
        if (*at != ':') {
            build_char(&b, *at++);
            continue;
        }
        size_t len = strcspn(++at, "/");
        build_text(&b, param_of(r, arena_copy(t->arena, at, len)));
        at += len;
    }
    return build_done(&b);
}

struct way way_to(struct site *t, const struct route *r)
{
    struct way way = {.path = path_of(t, r), .status = 200};

    for (size_t i = 0; i < COUNT(forms); i++)
        if (forms[i].method == r->method && strcmp(forms[i].path, r->path) == 0) {
            way.body = forms[i].body;
            way.status = forms[i].status;
            return way;
        }
    if (r->method != GET)
        fail_msg("%s %s: say in forms[] of tests/http/addresses.c what a whole form is",
                 method_names[r->method], r->path);
    return way;
}
