/* codes.c -- see codes.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/codes.h"

#include "core/str.h"
#include "domain/define_codes.h"
#include "domain/delivery.h"
#include "domain/visit_codes.h"

/* clang-format off */
static const struct code need_list[NEEDS] = {
    [NEED_FUEL] = {"fuel", "need.fuel"},
    [NEED_FOOD] = {"food", "need.food"},
    [NEED_RENT] = {"rent", "need.rent"},
    [NEED_HEALTHCARE] = {"healthcare", "need.healthcare"},
    [NEED_HOARDING] = {"hoarding", "need.hoarding"},
    [NEED_HOMELESSNESS] = {"homelessness", "need.homelessness"},
    [NEED_MENTAL_HEALTH] = {"mental-health", "need.mental-health"},
    [NEED_SUBSTANCE_USE] = {"substance-use", "need.substance-use"},
    [NEED_EMPLOYMENT] = {"employment", "need.employment"},
    [NEED_HOME_REPAIR] = {"home-repair", "need.home-repair"},
    [NEED_LEGAL] = {"legal", "need.legal"},
    [NEED_CHILDCARE] = {"childcare", "need.childcare"},
    [NEED_DISABILITY] = {"disability", "need.disability"},
    [NEED_ELDER] = {"elder", "need.elder"},
    [NEED_DOMESTIC_VIOLENCE] = {"domestic-violence", "need.domestic-violence"},
    [NEED_LANGUAGE] = {"language", "need.language"},
    [NEED_OTHER] = {"other", "need.other"},
};
DEFINE_CODES(need)

static const struct code sealed_class_list[SEALED_CLASSES] = {
    [SEALED_SUBSTANCE_USE] = {"substance-use", "sealed_class.substance-use"},
    [SEALED_DOMESTIC_VIOLENCE] = {"domestic-violence", "sealed_class.domestic-violence"},
    [SEALED_MINORS] = {"minors", "sealed_class.minors"},
};
DEFINE_CODES(sealed_class)

static const struct code choice_list[CHOICES] = {
    [CHOICE_FOOD] = {"food", "choice.food"},
    [CHOICE_HEAT] = {"heat", "choice.heat"},
    [CHOICE_RENT] = {"rent", "choice.rent"},
    [CHOICE_HEALTH] = {"health", "choice.health"},
    [CHOICE_REPAIRS] = {"repairs", "choice.repairs"},
    [CHOICE_THINGS] = {"things", "choice.things"},
    [CHOICE_PAPERS] = {"papers", "choice.papers"},
    [CHOICE_TALK] = {"talk", "choice.talk"},
    [CHOICE_PRIVATE] = {"private", "choice.private"},
};
DEFINE_CODES(choice)

static const struct code known_by_list[KNOWN_BYS] = {
    [KNOWN_BY_SEEN] = {"seen", "known_by.seen"},
    [KNOWN_BY_TOLD] = {"told", "known_by.told"},
    [KNOWN_BY_INFERRED] = {"inferred", "known_by.inferred"},
};
DEFINE_CODES(known_by)

static const struct code urgency_list[URGENCIES] = {
    [URGENCY_ROUTINE] = {"routine", "urgency.routine"},
    [URGENCY_TODAY] = {"today", "urgency.today"},
    [URGENCY_CRISIS] = {"crisis", "urgency.crisis"},
};
DEFINE_CODES(urgency)

static const struct code source_list[SOURCES] = {
    [SOURCE_INSPECTOR] = {"inspector", "source.inspector"},
    [SOURCE_311] = {"311", "source.311"},
    [SOURCE_HHS] = {"hhs", "source.hhs"},
    [SOURCE_AFFILIATE] = {"affiliate", "source.affiliate"},
    [SOURCE_SELF] = {"self", "source.self"},
    [SOURCE_OTHER] = {"other", "source.other"},
    [SOURCE_PAPER] = {"paper", "source.paper"},
};
DEFINE_CODES(source)

static const struct code case_kind_list[CASE_KINDS] = {
    [CASE_KIND_REQUEST] = {"request", "case_kind.request"},
    [CASE_KIND_ALERT] = {"alert", "case_kind.alert"},
    [CASE_KIND_IMPORTED] = {"imported", "case_kind.imported"},
};
DEFINE_CODES(case_kind)

static const struct code case_state_list[CASE_STATES] = {
    [CASE_SUBMITTED] = {"submitted", "case_state.submitted"},
    [CASE_ACKNOWLEDGED] = {"acknowledged", "case_state.acknowledged"},
    [CASE_ATTEMPTED] = {"attempted", "case_state.attempted"},
    [CASE_CONTACTED] = {"contacted", "case_state.contacted"},
    [CASE_ASSESSED] = {"assessed", "case_state.assessed"},
    [CASE_CONNECTED] = {"connected", "case_state.connected"},
    [CASE_CLOSED] = {"closed", "case_state.closed"},
};
DEFINE_CODES(case_state)

static const struct code coarse_list[COARSES] = {
    [COARSE_RECEIVED] = {"received", "coarse.received"},
    [COARSE_CONTACTED] = {"contacted", "coarse.contacted"},
    [COARSE_CONNECTED] = {"connected", "coarse.connected"},
    [COARSE_CLOSED] = {"closed", "coarse.closed"},
};
DEFINE_CODES(coarse)

static const struct code close_reason_list[CLOSE_REASONS] = {
    [CLOSE_CONNECTED_ALL] = {"connected-all", "close_reason.connected-all"},
    [CLOSE_CONNECTED_SOME] = {"connected-some", "close_reason.connected-some"},
    [CLOSE_DECLINED_BEFORE_CONTACT] = {"declined-before-contact", "close_reason.declined-before-contact"},
    [CLOSE_DECLINED_AFTER_CONTACT] = {"declined-after-contact", "close_reason.declined-after-contact"},
    [CLOSE_UNABLE_TO_REACH] = {"unable-to-reach", "close_reason.unable-to-reach"},
    [CLOSE_MOVED] = {"moved", "close_reason.moved"},
    [CLOSE_ALREADY_SERVED] = {"already-served", "close_reason.already-served"},
    [CLOSE_INELIGIBLE] = {"ineligible", "close_reason.ineligible"},
    [CLOSE_NO_CAPACITY] = {"no-capacity", "close_reason.no-capacity"},
    [CLOSE_HUB] = {"hub", "close_reason.hub"},
    [CLOSE_DUPLICATE] = {"duplicate", "close_reason.duplicate"},
    [CLOSE_DECEASED] = {"deceased", "close_reason.deceased"},
    [CLOSE_CONSENT_WITHDRAWN] = {"consent-withdrawn", "close_reason.consent-withdrawn"},
};
DEFINE_CODES(close_reason)

static const struct code cause_list[CAUSES] = {
    [CAUSE_ARREARS] = {"arrears", "cause.arrears"},
    [CAUSE_OWNER_NEGLECT] = {"owner-neglect", "cause.owner-neglect"},
    [CAUSE_DISABILITY] = {"disability", "cause.disability"},
    [CAUSE_CROWDING] = {"crowding", "cause.crowding"},
    [CAUSE_NO_INFORMATION] = {"no-information", "cause.no-information"},
    [CAUSE_LANGUAGE] = {"language", "cause.language"},
    [CAUSE_OTHER] = {"other", "cause.other"},
};
DEFINE_CODES(cause)

static const struct code barrier_list[BARRIERS] = {
    [BARRIER_NO_CAPACITY] = {"no-capacity", "barrier.no-capacity"},
    [BARRIER_NOT_ELIGIBLE] = {"not-eligible", "barrier.not-eligible"},
    [BARRIER_WAITLIST] = {"waitlist", "barrier.waitlist"},
    [BARRIER_DOCUMENTS] = {"documents", "barrier.documents"},
    [BARRIER_NO_SERVICE] = {"no-service", "barrier.no-service"},
    [BARRIER_OTHER] = {"other", "barrier.other"},
};
DEFINE_CODES(barrier)

static const struct code prior_list[PRIORS] = {
    [PRIOR_UNKNOWN] = {"unknown", "prior.unknown"},
    [PRIOR_YES] = {"yes", "prior.yes"},
    [PRIOR_NO] = {"no", "prior.no"},
};
DEFINE_CODES(prior)

static const struct code answer_list[ANSWERS] = {
    [ANSWER_YES] = {"yes", "answer.yes"},
    [ANSWER_NO] = {"no", "answer.no"},
};
DEFINE_CODES(answer)

static const struct code channel_list[CHANNELS] = {
    [CHANNEL_PHONE] = {"phone", "channel.phone"},
    [CHANNEL_TEXT] = {"text", "channel.text"},
    [CHANNEL_VISIT] = {"visit", "channel.visit"},
    [CHANNEL_LETTER] = {"letter", "channel.letter"},
    [CHANNEL_EMAIL] = {"email", "channel.email"},
    [CHANNEL_OTHER] = {"other", "channel.other"},
};
DEFINE_CODES(channel)

static const struct code outcome_list[OUTCOMES] = {
    [OUTCOME_REACHED] = {"reached", "outcome.reached"},
    [OUTCOME_NO_ANSWER] = {"no-answer", "outcome.no-answer"},
    [OUTCOME_LEFT_MESSAGE] = {"left-message", "outcome.left-message"},
    [OUTCOME_WRONG_NUMBER] = {"wrong-number", "outcome.wrong-number"},
    [OUTCOME_NOT_HOME] = {"not-home", "outcome.not-home"},
    [OUTCOME_OTHER_PERSON] = {"other-person", "outcome.other-person"},
    [OUTCOME_LEFT_LETTER] = {"left-letter", "outcome.left-letter"},
    [OUTCOME_DECLINED] = {"declined", "outcome.declined"},
    [OUTCOME_OTHER] = {"other", "outcome.other"},
};
DEFINE_CODES(outcome)

static const struct code interpreter_list[INTERPRETERS] = {
    [INTERPRETER_NONE] = {"none", "interpreter.none"},
    [INTERPRETER_STAFF] = {"staff", "interpreter.staff"},
    [INTERPRETER_PHONE_LINE] = {"phone-line", "interpreter.phone-line"},
    [INTERPRETER_IN_PERSON] = {"in-person", "interpreter.in-person"},
    [INTERPRETER_FAMILY] = {"family", "interpreter.family"},
};
DEFINE_CODES(interpreter)

static const struct code refusal_list[REFUSALS] = {
    [REFUSAL_NO_CAPACITY] = {"no-capacity", "refusal.no-capacity"},
    [REFUSAL_NOT_ELIGIBLE] = {"not-eligible", "refusal.not-eligible"},
    [REFUSAL_DOCUMENTS] = {"documents", "refusal.documents"},
    [REFUSAL_OUT_OF_AREA] = {"out-of-area", "refusal.out-of-area"},
    [REFUSAL_CANNOT_REACH] = {"cannot-reach", "refusal.cannot-reach"},
    [REFUSAL_RESIDENT_DECLINED] = {"resident-declined", "refusal.resident-declined"},
    [REFUSAL_NO_LONGER_OFFERED] = {"no-longer-offered", "refusal.no-longer-offered"},
    [REFUSAL_OTHER] = {"other", "refusal.other"},
};
DEFINE_CODES(refusal)

static const struct code referral_state_list[REFERRAL_STATES] = {
    [REFERRAL_SENT] = {"sent", "referral_state.sent"},
    [REFERRAL_DOCUMENTS] = {"documents", "referral_state.documents"},
    [REFERRAL_APPLIED] = {"applied", "referral_state.applied"},
    [REFERRAL_WAITLISTED] = {"waitlisted", "referral_state.waitlisted"},
    [REFERRAL_ACCEPTED] = {"accepted", "referral_state.accepted"},
    [REFERRAL_STARTED] = {"started", "referral_state.started"},
    [REFERRAL_ENDED] = {"ended", "referral_state.ended"},
    [REFERRAL_REFUSED] = {"refused", "referral_state.refused"},
    [REFERRAL_WITHDRAWN] = {"withdrawn", "referral_state.withdrawn"},
};
DEFINE_CODES(referral_state)

static const struct code referral_event_list[REFERRAL_EVENTS] = {
    [REFERRAL_ACCEPT] = {"accept", "referral_event.accept"},
    [REFERRAL_REFUSE] = {"refuse", "referral_event.refuse"},
    [REFERRAL_WAITLIST] = {"waitlist", "referral_event.waitlist"},
    [REFERRAL_ASK_DOCUMENTS] = {"documents", "referral_event.documents"},
    [REFERRAL_APPLY] = {"apply", "referral_event.apply"},
    [REFERRAL_START] = {"start", "referral_event.start"},
    [REFERRAL_UPDATE] = {"update", "referral_event.update"},
    [REFERRAL_END] = {"end", "referral_event.end"},
    [REFERRAL_WITHDRAW] = {"withdraw", "referral_event.withdraw"},
    [REFERRAL_REOPEN] = {"reopen", "referral_event.reopen"},
};
DEFINE_CODES(referral_event)

static const struct code need_state_list[NEED_STATES] = {
    [NEED_STATE_OPEN] = {"open", "need_state.open"},
    [NEED_STATE_MET] = {"met", "need_state.met"},
    [NEED_STATE_UNMET] = {"unmet", "need_state.unmet"},
};
DEFINE_CODES(need_state)

static const struct code consent_kind_list[CONSENT_KINDS] = {
    [CONSENT_DOOR] = {"door", "consent_kind.door"},
    [CONSENT_FULL] = {"full", "consent_kind.full"},
    [CONSENT_IMPORTED] = {"imported", "consent_kind.imported"},
};
DEFINE_CODES(consent_kind)

static const struct code consent_method_list[CONSENT_METHODS] = {
    [METHOD_SHOWN] = {"shown", "consent_method.shown"},
    [METHOD_READ] = {"read", "consent_method.read"},
    [METHOD_SIGNED] = {"signed", "consent_method.signed"},
    [METHOD_VERBAL_WITNESSED] = {"verbal-witnessed", "consent_method.verbal-witnessed"},
    [METHOD_IMPORTED] = {"imported", "consent_method.imported"},
};
DEFINE_CODES(consent_method)

static const struct code heat_payer_list[HEAT_PAYERS] = {
    [HEAT_UNKNOWN] = {"unknown", "heat_payer.unknown"},
    [HEAT_OWNER] = {"owner", "heat_payer.owner"},
    [HEAT_OCCUPANT] = {"occupant", "heat_payer.occupant"},
};
DEFINE_CODES(heat_payer)

static const struct code occupancy_list[OCCUPANCIES] = {
    [OCCUPANCY_UNKNOWN] = {"unknown", "occupancy.unknown"},
    [OCCUPANCY_OCCUPIED] = {"occupied", "occupancy.occupied"},
    [OCCUPANCY_VACANT] = {"vacant", "occupancy.vacant"},
};
DEFINE_CODES(occupancy)

static const struct code present_list[PRESENTS] = {
    [PRESENT_OCCUPANT] = {"occupant", "present.occupant"},
    [PRESENT_OWNER] = {"owner", "present.owner"},
    [PRESENT_AGENT] = {"agent", "present.agent"},
    [PRESENT_OTHER] = {"other", "present.other"},
    [PRESENT_NOBODY] = {"nobody", "present.nobody"},
};
DEFINE_CODES(present)

static const struct code responsible_list[RESPONSIBLES] = {
    [RESPONSIBLE_OWNER] = {"owner", "responsible.owner"},
    [RESPONSIBLE_OCCUPANT] = {"occupant", "responsible.occupant"},
};
DEFINE_CODES(responsible)

static const struct code inspection_kind_list[INSPECTION_KINDS] = {
    [VISIT_ROUTINE] = {"routine", "inspection_kind.routine"},
    [VISIT_COMPLAINT] = {"complaint", "inspection_kind.complaint"},
    [VISIT_EMERGENCY] = {"emergency", "inspection_kind.emergency"},
    [VISIT_REINSPECTION] = {"reinspection", "inspection_kind.reinspection"},
    [VISIT_IMPORTED] = {"imported", "inspection_kind.imported"},
};
DEFINE_CODES(inspection_kind)

static const struct code inspection_state_list[INSPECTION_STATES] = {
    [INSPECTION_PLANNED] = {"planned", "inspection_state.planned"},
    [INSPECTION_STARTED] = {"started", "inspection_state.started"},
    [INSPECTION_SIGNED] = {"signed", "inspection_state.signed"},
    [INSPECTION_CLOSED] = {"closed", "inspection_state.closed"},
};
DEFINE_CODES(inspection_state)

static const struct code finding_state_list[FINDING_STATES] = {
    [FINDING_OPEN] = {"open", "finding_state.open"},
    [FINDING_CORRECTED] = {"corrected", "finding_state.corrected"},
    [FINDING_CLOSED] = {"closed", "finding_state.closed"},
};
DEFINE_CODES(finding_state)

static const struct code card_reason_list[CARD_REASONS] = {
    [CARD_NONE_AT_HOME] = {"none-at-home", "card_reason.none-at-home"},
    [CARD_REFUSED] = {"refused", "card_reason.refused"},
    [CARD_NO_CARDS] = {"no-cards", "card_reason.no-cards"},
    [CARD_VACANT] = {"vacant", "card_reason.vacant"},
    [CARD_UNSAFE] = {"unsafe", "card_reason.unsafe"},
    [CARD_OTHER] = {"other", "card_reason.other"},
};
DEFINE_CODES(card_reason)

static const struct code place_list[PLACES] = {
    [PLACE_WHOLE_UNIT] = {"whole-unit", "place.whole-unit"},
    [PLACE_KITCHEN] = {"kitchen", "place.kitchen"},
    [PLACE_BATHROOM] = {"bathroom", "place.bathroom"},
    [PLACE_BEDROOM] = {"bedroom", "place.bedroom"},
    [PLACE_LIVING_ROOM] = {"living-room", "place.living-room"},
    [PLACE_OTHER_ROOM] = {"other-room", "place.other-room"},
    [PLACE_HALL] = {"hall", "place.hall"},
    [PLACE_STAIRS] = {"stairs", "place.stairs"},
    [PLACE_ENTRANCE] = {"entrance", "place.entrance"},
    [PLACE_PORCH] = {"porch", "place.porch"},
    [PLACE_BASEMENT] = {"basement", "place.basement"},
    [PLACE_ATTIC] = {"attic", "place.attic"},
    [PLACE_HEATING_PLANT] = {"heating-plant", "place.heating-plant"},
    [PLACE_ROOF] = {"roof", "place.roof"},
    [PLACE_EXTERIOR] = {"exterior", "place.exterior"},
    [PLACE_YARD] = {"yard", "place.yard"},
    [PLACE_COMMON_AREA] = {"common-area", "place.common-area"},
};
DEFINE_CODES(place)

static const struct code no_entry_list[NO_ENTRIES] = {
    [NO_ENTRY_NO_ANSWER] = {"no-answer", "no_entry.no-answer"},
    [NO_ENTRY_REFUSED] = {"refused", "no_entry.refused"},
    [NO_ENTRY_ANOTHER_DAY] = {"another-day", "no_entry.another-day"},
    [NO_ENTRY_UNSAFE] = {"unsafe", "no_entry.unsafe"},
    [NO_ENTRY_NOT_FOUND] = {"not-found", "no_entry.not-found"},
};
DEFINE_CODES(no_entry)

static const struct code said_field_list[SAID_FIELDS] = {
    [SAID_UNIT] = {"unit", "said_field.unit"},
    [SAID_OCCUPANCY] = {"occupancy", "said_field.occupancy"},
    [SAID_PRESENT] = {"present", "said_field.present"},
    [SAID_CARD] = {"card", "said_field.card"},
};
DEFINE_CODES(said_field)

static const struct code scope_list[SCOPES] = {
    [SCOPE_COMPREHENSIVE] = {"comprehensive", "scope.comprehensive"},
    [SCOPE_LIMITED] = {"limited", "scope.limited"},
};
DEFINE_CODES(scope)

static const struct code entry_list[ENTRIES] = {
    [ENTRY_OCCUPANT] = {"occupant", "entry.occupant"},
    [ENTRY_OWNER] = {"owner", "entry.owner"},
    [ENTRY_WARRANT] = {"warrant", "entry.warrant"},
    [ENTRY_COMMON] = {"common", "entry.common"},
};
DEFINE_CODES(entry)

static const struct code lead_list[LEADS] = {
    [LEAD_NOT_NEEDED] = {"not-needed", "lead.not-needed"},
    [LEAD_COMPLIANCE] = {"compliance", "lead.compliance"},
    [LEAD_DETERMINED] = {"determined", "lead.determined"},
    [LEAD_ORDERED] = {"ordered", "lead.ordered"},
    [LEAD_YEAR_UNKNOWN] = {"year-unknown", "lead.year-unknown"},
};
DEFINE_CODES(lead)

static const struct code specialist_list[SPECIALISTS] = {
    [SPECIALIST_NONE] = {"none", "specialist.none"},
    [SPECIALIST_ELECTRICAL] = {"electrical", "specialist.electrical"},
    [SPECIALIST_PLUMBING] = {"plumbing", "specialist.plumbing"},
    [SPECIALIST_BUILDING] = {"building", "specialist.building"},
    [SPECIALIST_FIRE] = {"fire", "specialist.fire"},
    [SPECIALIST_PEST] = {"pest", "specialist.pest"},
    [SPECIALIST_LEAD] = {"lead", "specialist.lead"},
    [SPECIALIST_OTHER] = {"other", "specialist.other"},
};
DEFINE_CODES(specialist)

static const struct code severity_list[SEVERITIES] = {
    [SEVERITY_LIFE_THREATENING] = {"life-threatening", "severity.life-threatening"},
    [SEVERITY_SEVERE] = {"severe", "severity.severe"},
    [SEVERITY_MODERATE] = {"moderate", "severity.moderate"},
    [SEVERITY_LOW] = {"low", "severity.low"},
};
DEFINE_CODES(severity)

static const struct code lang_list[LANGS] = {
    [LANG_EN] = {"en", "lang.en"},
    [LANG_ES] = {"es", "lang.es"},
    [LANG_PT] = {"pt", "lang.pt"},
    [LANG_HT] = {"ht", "lang.ht"},
};
DEFINE_CODES(lang)

static const struct code feeling_list[FEELINGS] = {
    [FEELING_BETTER] = {"better", "feeling.better"},
    [FEELING_SAME] = {"same", "feeling.same"},
    [FEELING_WORSE] = {"worse", "feeling.worse"},
    [FEELING_NO_ANSWER] = {"no-answer", "feeling.no-answer"},
};
DEFINE_CODES(feeling)

static const struct code capacity_list[CAPACITIES] = {
    [CAPACITY_OPEN] = {"open", "capacity.open"},
    [CAPACITY_WAITLIST] = {"waitlist", "capacity.waitlist"},
    [CAPACITY_FULL] = {"full", "capacity.full"},
    [CAPACITY_UNKNOWN] = {"unknown", "capacity.unknown"},
};
DEFINE_CODES(capacity)

static const struct code recipient_list[RECIPIENTS] = {
    [RECIPIENT_OWNER] = {"owner", "recipient.owner"},
    [RECIPIENT_OCCUPANT] = {"occupant", "recipient.occupant"},
    [RECIPIENT_OTHER] = {"other", "recipient.other"},
};
DEFINE_CODES(recipient)

static const struct code delivery_list[DELIVERIES] = {
    [DELIVERY_HAND] = {"hand", "delivery.hand"},
    [DELIVERY_MAIL] = {"mail", "delivery.mail"},
    [DELIVERY_CERTIFIED] = {"certified", "delivery.certified"},
    [DELIVERY_EMAIL] = {"email", "delivery.email"},
    [DELIVERY_POSTED] = {"posted", "delivery.posted"},
};
DEFINE_CODES(delivery)

/* clang-format on */

const struct codes *const codes_all[] = {
    &need_codes,
    &sealed_class_codes,
    &choice_codes,
    &known_by_codes,
    &urgency_codes,
    &source_codes,
    &case_kind_codes,
    &case_state_codes,
    &coarse_codes,
    &close_reason_codes,
    &cause_codes,
    &barrier_codes,
    &prior_codes,
    &answer_codes,
    &channel_codes,
    &outcome_codes,
    &interpreter_codes,
    &refusal_codes,
    &referral_state_codes,
    &referral_event_codes,
    &need_state_codes,
    &consent_kind_codes,
    &consent_method_codes,
    &heat_payer_codes,
    &occupancy_codes,
    &present_codes,
    &responsible_codes,
    &inspection_kind_codes,
    &inspection_state_codes,
    &finding_state_codes,
    &card_reason_codes,
    &place_codes,
    &no_entry_codes,
    &said_field_codes,
    &scope_codes,
    &entry_codes,
    &lead_codes,
    &specialist_codes,
    &severity_codes,
    &lang_codes,
    &feeling_codes,
    &capacity_codes,
    &recipient_codes,
    &delivery_codes,
};
const size_t codes_all_len = COUNT(codes_all);

int codes_find(const struct codes *c, const char *word)
{
    for (size_t i = 0; i < c->len; i++)
        if (str_same(c->list[i].word, word))
            return (int)i;
    return -1;
}

const struct codes *codes_named(const char *name)
{
    for (size_t i = 0; i < codes_all_len; i++)
        if (str_same(codes_all[i]->name, name))
            return codes_all[i];
    return NULL;
}

/* Words or papers for benefits lead to work; who only wants to talk, or to say nothing
 * at the door, has told no need yet. */
enum need choice_need(enum choice c)
{
    static const enum need needs[CHOICES] = {
        [CHOICE_FOOD] = NEED_FOOD,           [CHOICE_HEAT] = NEED_FUEL,
        [CHOICE_RENT] = NEED_RENT,           [CHOICE_HEALTH] = NEED_HEALTHCARE,
        [CHOICE_REPAIRS] = NEED_HOME_REPAIR, [CHOICE_THINGS] = NEED_HOARDING,
        [CHOICE_PAPERS] = NEED_EMPLOYMENT,   [CHOICE_TALK] = NEED_OTHER,
        [CHOICE_PRIVATE] = NEED_OTHER,
    };

    require(c < CHOICES);
    return needs[c];
}

bool need_is_sealed(enum need n)
{
    enum sealed_class ignored;

    return sealed_class_parse(need_name(n), &ignored);
}
