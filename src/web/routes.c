/* routes.c -- every address of the program, with what it asks of the sender.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/route.h"

#include "app/account.h"
#include "app/address_app.h"
#include "app/ages_app.h"
#include "app/agency_app.h"
#include "app/agency_people_app.h"
#include "app/agency_visit_app.h"
#include "app/ask_app.h"
#include "app/attempt_app.h"
#include "app/before_app.h"
#include "app/better_app.h"
#include "app/block_app.h"
#include "app/callback_app.h"
#include "app/casefile_app.h"
#include "app/connect_app.h"
#include "app/consent_app.h"
#include "app/count_app.h"
#include "app/desk_app.h"
#include "app/directory_app.h"
#include "app/entry_app.h"
#include "app/escalation_app.h"
#include "app/file_app.h"
#include "app/goal_app.h"
#include "app/handover_app.h"
#include "app/home_app.h"
#include "app/home_visit_app.h"
#include "app/household_app.h"
#include "app/hub_app.h"
#include "app/inspect_app.h"
#include "app/intake_app.h"
#include "app/letter_app.h"
#include "app/mail_state.h"
#include "app/mandated_app.h"
#include "app/measure_app.h"
#include "app/monthly_app.h"
#include "app/need_app.h"
#include "app/note_app.h"
#include "app/outcome_app.h"
#include "app/people_app.h"
#include "app/receipt_app.h"
#include "app/record_app.h"
#include "app/record_export_app.h"
#include "app/recording_app.h"
#include "app/referral_app.h"
#include "app/release_app.h"
#include "app/report_app.h"
#include "app/resident_app.h"
#include "app/same_app.h"
#include "app/schedule_app.h"
#include "app/second_app.h"
#include "app/self_app.h"
#include "app/status_app.h"
#include "app/survey_app.h"
#include "app/today_app.h"
#include "app/training_app.h"
#include "app/updates_app.h"
#include "app/violation_app.h"
#include "app/week_app.h"
#include "app/withdraw_app.h"
#include "app/zone_app.h"
#include "web/account_pages.h"
#include "web/ask_pages.h"
#include "web/callback_pages.h"
#include "web/carry_pages.h"
#include "web/case_pages.h"
#include "web/connect_pages.h"
#include "web/desk_pages.h"
#include "web/field_pages.h"
#include "web/health.h"
#include "web/household_pages.h"
#include "web/hub_pages.h"
#include "web/letter_pages.h"
#include "web/mandated_pages.h"
#include "web/people_pages.h"
#include "web/plan_pages.h"
#include "web/receipt_pages.h"
#include "web/record_pages.h"
#include "web/release_pages.h"
#include "web/report_pages.h"
#include "web/resident_pages.h"
#include "web/schedule_api.h"
#include "web/second_pages.h"
#include "web/survey_pages.h"
#include "web/sync_api.h"
#include "web/training_pages.h"
#include "web/updates_pages.h"
#include "web/withdraw_pages.h"

#define KB 1024
#define FORM (16 * KB)
#define DESK (SIGNED_IN | SAME_SITE | CHANGES)
#define SHEET (40 * KB)
#define SECOND "/account/second-step"
#define HELD (96 * KB) /* a form within the sign-in form */

/* clang-format off */
const struct route routes[] = {
    /* who works here */
    {GET,  "/", ACT_ACCOUNT_OWN, SIGNED_IN, .show = home_show},
    {GET,  "/sign-in", ACT_PUBLIC, PUBLIC, .show = sign_in_page},
    {POST, "/sign-in", ACT_PUBLIC, CHANGES | ORIGIN, STORE_REGISTRY, HELD,
     sign_in_read, sign_in_change, sign_in_show, .again = "/sign-in", .slow = sign_in_slow},
    {GET,  "/sign-in/code", ACT_PUBLIC, PUBLIC, .show = code_page},
    {POST, "/sign-in/code", ACT_PUBLIC, CHANGES | ORIGIN, STORE_REGISTRY, HELD,
     code_read, sign_in_code, sign_in_show, .again = "/sign-in/code"},
    {POST, "/sign-out", ACT_ACCOUNT_OWN, SIGNED_IN | SAME_SITE | CHANGES, STORE_REGISTRY, KB,
     sign_out_read, sign_out_change, sign_out_show},
    {POST, "/language", ACT_PUBLIC, SAME_SITE | CHANGES, STORE_REGISTRY, KB,
     lang_read, lang_change, lang_show},
    {GET,  "/welcome", ACT_PUBLIC, PUBLIC, .show = welcome_page},
    {POST, "/welcome/open", ACT_PUBLIC, ORIGIN, STORE_REGISTRY, KB,
     welcome_open_read, welcome_look, welcome_open_show},
    {POST, "/welcome", ACT_PUBLIC, ORIGIN | CHANGES, STORE_REGISTRY, FORM,
     welcome_read, welcome_change, welcome_show, .again = "/welcome", .slow = welcome_slow},
    {GET,  SECOND, ACT_ACCOUNT_OWN, SIGNED_IN, .act = second_view, .show = second_show},
    {POST, SECOND, ACT_ACCOUNT_OWN, DESK, STORE_REGISTRY, FORM, NULL, second_begin, to_second, .again = SECOND},
    {POST, SECOND "/confirm", ACT_ACCOUNT_OWN, DESK, STORE_REGISTRY, KB, second_read, second_confirm, recovery_show, .again = SECOND},
    {POST, SECOND "/recovery", ACT_ACCOUNT_OWN, DESK, STORE_REGISTRY, KB, second_read, second_recover, recovery_show, .again = SECOND},
    {POST, SECOND "/end", ACT_ACCOUNT_OWN, DESK, STORE_REGISTRY, KB, second_read, second_end, to_second, .again = SECOND},

    /* the case manager's desk */
    {GET,  "/cases", ACT_CASE_LIST, SIGNED_IN | AUDITED, STORE_CARE,
     .act = today_view, .show = today_show},
    {GET,  "/cases/away", ACT_CASE_LIST, SIGNED_IN | AUDITED, STORE_CARE,
     .act = away_view, .show = away_show},
    {POST, "/cases/away", ACT_CASE_LIST, DESK, STORE_CARE, FORM,
     away_read, away_begin, to_today, .again = "/cases/away"},
    {POST, "/cases/away/over", ACT_CASE_LIST, DESK, STORE_CARE, FORM,
     away_over_read, away_end, to_today, .again = "/cases/away"},
    {POST, "/cases/number", ACT_CASE_LIST, DESK, STORE_CARE, FORM,
     number_find_read, number_find, to_found_case, .again = "/cases"},
    {GET,  "/cases/outcomes", ACT_CASE_LIST, SIGNED_IN | AUDITED, STORE_CARE,
     .show = outcomes_show},
    {POST, "/cases/outcomes", ACT_CASE_LIST, SIGNED_IN | SAME_SITE | AUDITED, STORE_CARE,
     OUTCOMES_BYTES + FORM, outcomes_file_read, outcomes_look, outcomes_show,
     .again = "/cases/outcomes"},
    {POST, "/cases/outcomes/take", ACT_CASE_LIST, DESK, STORE_CARE,
     3 * OUTCOMES_BYTES + FORM, outcomes_take_read, outcomes_take, outcomes_show,
     .again = "/cases/outcomes"},
    {POST, "/cases/faults/:id/mend", ACT_CASE_LIST, DESK, STORE_CARE, FORM,
     mend_read, today_mend, to_today},
    {GET,  "/cases/new", ACT_HELP_ASK, SIGNED_IN, STORE_CARE, 0,
     ask_look_read, ask_look, ask_new_show},
    {POST, "/cases", ACT_HELP_ASK, DESK, STORE_CARE, FORM,
     ask_read, ask_take, to_ask_new, .again = "/cases/new"},
    {GET,  "/cases/:id", ACT_CASE_VIEW, SIGNED_IN | AUDITED, STORE_CARE, 0,
     case_read, casefile_view, case_show},
    {POST, "/cases/:id/acknowledge", ACT_CASE_WORK, DESK, STORE_CARE, FORM,
     case_read, casefile_acknowledge, to_case, .again = "/cases/:id"},
    {POST, "/cases/:id/notes", ACT_CASE_WORK, DESK, STORE_CARE, FORM,
     note_read, casefile_note, to_case, .again = "/cases/:id"},
    {POST, "/cases/:id/draft", ACT_CASE_WORK, DESK, STORE_CARE, FORM,
     draft_read, note_draft, draft_show},
    {GET,  "/cases/:id/notes/:note", ACT_CASE_WORK, SIGNED_IN | AUDITED, STORE_CARE, 0,
     note_ref_read, note_look, note_correct_show},
    {POST, "/cases/:id/notes/:note", ACT_CASE_WORK, DESK, STORE_CARE, FORM,
     note_correct_read, note_correct, to_case, .again = "/cases/:id/notes/:note"},
    {POST, "/cases/:id/prior", ACT_CASE_WORK, DESK, STORE_CARE, FORM,
     prior_read, casefile_prior, to_case, .again = "/cases/:id"},
    {POST, "/cases/:id/needs", ACT_CASE_WORK, DESK, STORE_CARE, FORM,
     need_read, need_found, to_case, .again = "/cases/:id"},
    {POST, "/cases/:id/needs/:need/started", ACT_CASE_WORK, DESK, STORE_CARE, FORM,
     started_read, need_started, to_case, .again = "/cases/:id"},
    {POST, "/cases/:id/homes", ACT_CASE_WORK, DESK, STORE_CARE, FORM,
     home_read, home_noted, to_today, .again = "/cases/:id"},
    {GET,  "/cases/:id/attempts", ACT_CASE_VIEW, SIGNED_IN | AUDITED, STORE_CARE, 0,
     case_read, casefile_view, attempt_show},
    {POST, "/cases/:id/attempts", ACT_CASE_WORK, DESK, STORE_CARE, FORM,
     attempt_read, attempt_log, to_case, .again = "/cases/:id/attempts"},
    {GET,  "/cases/:id/close", ACT_CASE_VIEW, SIGNED_IN | AUDITED, STORE_CARE, 0,
     case_read, casefile_view, close_show},
    {POST, "/cases/:id/close", ACT_CASE_WORK, DESK, STORE_CARE, FORM,
     close_read, casefile_close, to_case, .again = "/cases/:id/close"},
    {GET,  "/cases/:id/consent", ACT_CASE_WORK, SIGNED_IN | AUDITED, STORE_CARE, 0,
     consent_form_read, consent_form, consent_show},
    {POST, "/cases/:id/consent", ACT_CASE_WORK, DESK, STORE_CARE, FORM,
     consent_read, consent_take, consent_done, .again = "/cases/:id/consent"},
    {POST, "/cases/:id/consent/:consent/withdraw", ACT_CASE_WORK, DESK, STORE_CARE, FORM,
     withdraw_read, consent_withdraw, to_case, .again = "/cases/:id"},
    {POST, "/cases/:id/consent/:consent/confirm", ACT_CASE_WORK, DESK, STORE_CARE, FORM,
     confirm_read, consent_confirm, consent_done, .again = "/cases/:id"},
    {GET,  "/cases/:id/consent/:consent/receipt", ACT_CASE_WORK, SIGNED_IN | AUDITED,
     STORE_CARE, 0, receipt_read, receipt_view, receipt_show},
    {GET,  "/cases/:id/sharing", ACT_CASE_VIEW, SIGNED_IN | AUDITED, STORE_CARE, 0,
     case_read, sharing_view, sharing_show},
    {POST, "/cases/:id/sharing/stop", ACT_CASE_WORK, DESK, STORE_CARE, FORM,
     phone_stop_read, sharing_stop_by_phone, to_sharing, .again = "/cases/:id/sharing"},
    {POST, "/cases/:id/sharing/:referral/told", ACT_CASE_WORK, DESK, STORE_CARE, FORM,
     notice_read, notice_told, to_sharing_or_today, .again = "/cases/:id/sharing"},
    {GET,  "/cases/:id/needs/:need/services", ACT_CASE_VIEW, SIGNED_IN | AUDITED,
     STORE_CARE, 0, choose_read, referral_choose, choose_show},
    {GET,  "/cases/:id/needs/:need/services/:service", ACT_CASE_VIEW, SIGNED_IN | AUDITED,
     STORE_CARE, 0, review_read, referral_review, review_show},
    {POST, "/cases/:id/needs/:need/services/:service", ACT_REFERRAL_SEND, DESK, STORE_CARE,
     FORM, send_read, referral_send, to_sent,
     .again = "/cases/:id/needs/:need/services/:service"},
    {GET,  "/cases/:id/referrals/:referral", ACT_CASE_VIEW, SIGNED_IN | AUDITED, STORE_CARE,
     0, connect_read, connect_view, connect_show},
    {GET,  "/cases/:id/referrals/:referral/request.pdf", ACT_REFERRAL_SEND,
     SIGNED_IN | AUDITED, STORE_CARE, 0, handover_read, handover_request, document_show,
     .make = document_print},
    {GET,  "/cases/:id/referrals/:referral/papers.pdf", ACT_CASE_VIEW, SIGNED_IN | AUDITED,
     STORE_CARE, 0, handover_read, handover_papers, document_show, .make = document_print},
    {POST, "/cases/:id/referrals/:referral/told", ACT_CASE_WORK, DESK, STORE_CARE, FORM,
     told_read, referral_told, to_told, .again = "/cases/:id/referrals/:referral"},
    {POST, "/cases/:id/referrals/:referral/reopen", ACT_REFERRAL_SEND, DESK, STORE_CARE,
     FORM, reopen_read, referral_reopen, to_referral,
     .again = "/cases/:id/referrals/:referral"},
    {POST, "/cases/:id/referrals/:referral/papers", ACT_CASE_WORK, DESK, STORE_CARE, FORM,
     proofs_read, connect_proofs, to_referral, .again = "/cases/:id/referrals/:referral"},
    {POST, "/cases/:id/referrals/:referral/noticed", ACT_CASE_WORK, DESK, STORE_CARE, FORM,
     connect_read, referral_noticed, to_today, .again = "/cases/:id"},
    {POST, "/cases/:id/referrals/:referral/ask", ACT_CASE_WORK, DESK, STORE_CARE, FORM,
     connect_read, referral_ask, to_today, .again = "/cases/:id/referrals/:referral"},
    {GET,  "/cases/:id/same", ACT_CASE_WORK, SIGNED_IN | AUDITED, STORE_CARE, 0,
     case_read, same_look, same_show},
    {POST, "/cases/:id/same/:other", ACT_CASE_WORK, DESK, STORE_CARE, FORM,
     join_read, same_join_cases, to_joined, .again = "/cases/:id/same"},
    {POST, "/cases/:id/part", ACT_CASE_WORK, DESK, STORE_CARE, FORM,
     case_read, same_undo, to_same, .again = "/cases/:id/same"},
    {GET,  "/cases/:id/inspection", ACT_CASE_WORK, SIGNED_IN | AUDITED, STORE_CARE, 0,
     case_read, inspect_look, inspect_show},
    {POST, "/cases/:id/inspection", ACT_CASE_WORK, DESK, STORE_ENFORCEMENT, FORM,
     inspect_read, inspect_ask, to_inspect, .again = "/cases/:id/inspection",
     .then_store = STORE_CARE, .then = inspect_link},
    {GET,  "/cases/:id/household", ACT_CASE_VIEW, SIGNED_IN | AUDITED, STORE_CARE, 0,
     case_read, household_view, household_show},
    {POST, "/cases/:id/household/contact", ACT_CASE_WORK, DESK, STORE_CARE, FORM,
     contact_read, contact_save, to_household, .again = "/cases/:id/household"},
    {POST, "/cases/:id/household/people", ACT_CASE_WORK, DESK, STORE_CARE, FORM,
     household_person_read, household_person, to_household, .again = "/cases/:id/household"},
    {POST, "/cases/:id/household/move", ACT_CASE_WORK, DESK, STORE_CARE, FORM,
     move_read, household_move, to_household, .again = "/cases/:id/household"},
    {POST, "/cases/:id/blocks", ACT_CASE_BLOCK, DESK, STORE_CARE, FORM,
     block_read, block_set, to_household, .again = "/cases/:id/household"},
    {POST, "/cases/:id/blocks/:block/end", ACT_CASE_BLOCK, DESK, STORE_CARE, FORM,
     block_end_read, block_end, to_household, .again = "/cases/:id/household"},
    {GET,  "/cases/:id/visits", ACT_CASE_VIEW, SIGNED_IN | AUDITED, STORE_CARE, 0,
     visits_of_case_read, home_visit_view, home_visits_show},
    {POST, "/cases/:id/visits", ACT_CASE_WORK, DESK, STORE_CARE, FORM,
     home_visit_plan_read, home_visit_plan, to_home_visits, .again = "/cases/:id/visits"},
    {GET,  "/cases/:id/visits/:visit", ACT_CASE_VIEW, SIGNED_IN | AUDITED, STORE_CARE, 0,
     home_visit_read, home_visit_view, home_visit_show},
    {GET,  "/cases/:id/visits/:visit/sheet.pdf", ACT_CASE_VIEW, SIGNED_IN | AUDITED,
     STORE_CARE, 0, home_visit_read, home_visit_sheet, document_show,
     .make = document_print},
    {POST, "/cases/:id/visits/:visit/in", ACT_CASE_WORK, DESK, STORE_CARE, FORM,
     visit_in_read, home_visit_step, to_home_visit, .again = "/cases/:id/visits/:visit"},
    {POST, "/cases/:id/visits/:visit/out", ACT_CASE_WORK, DESK, STORE_CARE, FORM,
     visit_out_read, home_visit_step, to_visit_log},
    {POST, "/cases/:id/visits/:visit/cancel", ACT_CASE_WORK, DESK, STORE_CARE, FORM,
     visit_cancel_read, home_visit_step, to_home_visits},
    {GET,  "/cases/:id/hub", ACT_HUB_WORK, SIGNED_IN | AUDITED, STORE_CARE, 0,
     hub_case_read, hub_view, hub_show},
    {POST, "/cases/:id/hub", ACT_HUB_WORK, DESK, STORE_CARE, FORM,
     hub_begin_read, hub_begin, to_hub, .again = "/cases/:id/hub"},
    {GET,  "/cases/:id/hub/ask", ACT_HUB_WORK, SIGNED_IN | AUDITED, STORE_CARE, 0,
     hub_ask_read, hub_consent_form, hub_ask_show},
    {POST, "/cases/:id/hub/ask", ACT_HUB_WORK, DESK, STORE_CARE, FORM,
     hub_answer_read, hub_consent_answer, to_hub, .again = "/cases/:id/hub/ask"},
    {GET,  "/cases/:id/hub/:matter/sheet", ACT_HUB_SHARE, SIGNED_IN | AUDITED, STORE_CARE,
     0, hub_matter_read, hub_sheet_view, hub_sheet_show},
    {GET,  "/cases/:id/hub/:matter/sheet.pdf", ACT_HUB_SHARE, SIGNED_IN | AUDITED,
     STORE_CARE, 0, hub_matter_read, hub_sheet_paper, document_show,
     .make = document_print},
    {POST, "/cases/:id/hub/:matter/sheet", ACT_HUB_WORK, DESK, STORE_CARE, FORM,
     hub_change_read, hub_change, to_hub, .again = "/cases/:id/hub"},
    {POST, "/cases/:id/hub/:matter/decide", ACT_HUB_WORK, DESK, STORE_CARE, FORM,
     hub_decide_read, hub_decide, to_hub, .again = "/cases/:id/hub"},
    {POST, "/cases/:id/hub/:matter/reveal", ACT_HUB_SHARE, DESK, STORE_CARE, FORM,
     hub_reveal_read, hub_reveal, to_hub, .again = "/cases/:id/hub"},
    {POST, "/cases/:id/hub/:matter/close", ACT_HUB_WORK, DESK, STORE_CARE, FORM,
     hub_close_read, hub_close, to_hub, .again = "/cases/:id/hub"},
    {POST, "/cases/:id/hub/:matter/told-stop", ACT_HUB_WORK, DESK, STORE_CARE, FORM,
     hub_matter_read, hub_told_stop, to_hub, .again = "/cases/:id/hub"},
    {GET,  "/blocks", ACT_BLOCK_REVIEW, SIGNED_IN | AUDITED, STORE_CARE,
     .act = block_page, .show = blocks_show},
    {GET,  "/cases/:id/words", ACT_CASE_VIEW, SIGNED_IN | AUDITED, STORE_CARE, 0,
     told_read_case, told_view, told_show},
    {POST, "/cases/:id/words/:word/noted", ACT_CASE_WORK, DESK, STORE_CARE, FORM,
     told_read_one, told_noted, to_today, .again = "/cases/:id/words"},
    {POST, "/cases/:id/words/:word/use", ACT_CASE_WORK, DESK, STORE_CARE, FORM,
     told_read_one, told_use, to_case, .again = "/cases/:id/words"},
    {GET,  "/complaints", ACT_COMPLAINT_HEAR, SIGNED_IN | AUDITED, STORE_CARE,
     .act = complaints_view, .show = complaints_show},
    {POST, "/complaints/:word/done", ACT_COMPLAINT_HEAR, DESK, STORE_CARE, FORM,
     complaint_read, complaint_done, to_complaints, .again = "/complaints"},
    {GET,  "/callbacks", ACT_CALLBACK_WORK, SIGNED_IN | AUDITED, STORE_CARE,
     .act = callbacks_view, .show = callbacks_show},
    {GET,  "/callbacks/:consent", ACT_CALLBACK_WORK, SIGNED_IN | AUDITED, STORE_CARE, 0,
     callback_read, callback_view, callback_show},
    {POST, "/callbacks/:consent", ACT_CALLBACK_WORK, DESK, STORE_CARE, FORM,
     callback_answer_read, callback_answered, to_callbacks, .again = "/callbacks/:consent"},
    {POST, "/callbacks/:consent/missed", ACT_CALLBACK_WORK, DESK, STORE_CARE, FORM,
     callback_read, callback_missed, to_callbacks, .again = "/callbacks/:consent"},
    {GET,  "/cases/:id/plan", ACT_CASE_VIEW, SIGNED_IN | AUDITED, STORE_CARE, 0,
     case_read, plan_view, plan_show},
    {POST, "/cases/:id/goals", ACT_CASE_WORK, DESK, STORE_CARE, FORM,
     goal_read, goal_set, to_plan, .again = "/cases/:id/plan"},
    {POST, "/cases/:id/goals/:goal", ACT_CASE_WORK, DESK, STORE_CARE, FORM,
     goal_event_read, goal_move, to_plan, .again = "/cases/:id/plan"},
    {POST, "/cases/:id/tasks", ACT_CASE_WORK, DESK, STORE_CARE, FORM,
     task_read, task_give, to_plan, .again = "/cases/:id/plan"},
    {POST, "/cases/:id/tasks/:task", ACT_CASE_WORK, DESK, STORE_CARE, FORM,
     task_event_read, task_move, to_plan_or_today, .again = "/cases/:id/plan"},
    {GET,  "/cases/:id/measures", ACT_CASE_VIEW, SIGNED_IN | AUDITED, STORE_CARE, 0,
     case_read, measure_view, measures_show},
    {POST, "/cases/:id/measures", ACT_CASE_WORK, DESK, STORE_CARE, FORM,
     measure_read_form, measure_take, to_measures, .again = "/cases/:id/measures"},
    {GET,  "/cases/:id/files", ACT_CASE_VIEW, SIGNED_IN | AUDITED, STORE_CARE, 0,
     case_read, files_view, files_show},
    {POST, "/cases/:id/files", ACT_CASE_WORK, DESK, STORE_CARE, ATTACHMENT_BYTES + FORM,
     file_form_read, file_attach, to_files, .again = "/cases/:id/files"},
    {GET,  "/cases/:id/files/:file", ACT_CASE_VIEW, SIGNED_IN | AUDITED, STORE_CARE, 0,
     file_ref_read, file_fetch, file_show},
    {POST, "/cases/:id/files/:file/remove", ACT_CASE_WORK, DESK, STORE_CARE, FORM,
     file_ref_read, file_take_out, to_files, .again = "/cases/:id/files"},
    {GET,  "/cases/:id/number", ACT_CASE_VIEW, SIGNED_IN | AUDITED, STORE_CARE, 0,
     number_read, number_view, number_show},
    {POST, "/cases/:id/number", ACT_CASE_WORK, DESK, STORE_CARE, FORM,
     number_read, number_set, to_case, .again = "/cases/:id/number"},
    {GET,  "/cases/:id/export", ACT_CASE_EXPORT, SIGNED_IN | AUDITED, STORE_CARE, 0,
     export_read, record_export, export_show},
    {GET,  "/cases/:id/export.csv", ACT_CASE_EXPORT, SIGNED_IN | AUDITED, STORE_CARE, 0,
     export_read, record_export, export_csv_show},
    {GET,  "/cases/:id/export.json", ACT_CASE_EXPORT, SIGNED_IN | AUDITED, STORE_CARE, 0,
     export_read, record_export, export_json_show},
    {GET,  "/cases/:id/export.pdf", ACT_CASE_EXPORT, SIGNED_IN | AUDITED, STORE_CARE, 0,
     export_read, record_export_paper, document_show, .make = document_print},
    {GET,  "/cases/:id/better", ACT_CASE_VIEW, SIGNED_IN | AUDITED, STORE_CARE, 0,
     case_read, better_view, better_show},
    {POST, "/cases/:id/better", ACT_CASE_WORK, DESK, STORE_CARE, FORM,
     better_read, better_record, to_case, .again = "/cases/:id/better"},
    {POST, "/cases/:id/reopen", ACT_CASE_WORK, DESK, STORE_CARE, FORM,
     case_reopen_read, casefile_reopen, to_case, .again = "/cases/:id"},
    {GET,  "/directory", ACT_DIRECTORY_VIEW, SIGNED_IN, STORE_CARE, 0,
     directory_read, directory_list, directory_show_page},
    {GET,  "/directory/:id", ACT_DIRECTORY_VIEW, SIGNED_IN, STORE_CARE, 0,
     offer_read, directory_show, offer_show},
    {POST, "/directory/:id/counts", ACT_CASE_LIST, DESK, STORE_CARE, FORM,
     count_read, count_take, to_offer, .again = "/directory/:id"},
    {POST, "/directory/:id/team", ACT_AGENCY_PEOPLE, DESK, STORE_CARE, FORM,
     team_join_read, agency_join, to_offer, .again = "/directory/:id"},
    {POST, "/directory/:id/team/:person/leave", ACT_AGENCY_PEOPLE, DESK, STORE_CARE, FORM,
     team_leave_read, agency_leave, to_offer, .again = "/directory/:id"},

    /* an agency with accounts */
    {GET,  "/agency", ACT_REFERRAL_INBOX, SIGNED_IN | AUDITED, STORE_CARE, 0,
     NULL, agency_inbox, agency_inbox_show},
    {GET,  "/agency/inspections", ACT_REFERRAL_INBOX, SIGNED_IN | AUDITED, STORE_CARE, 0,
     NULL, agency_visits, agency_visits_show},
    {GET,  "/agency/inspections/new", ACT_INSPECTION_REFER, SIGNED_IN, STORE_CARE, 0,
     visit_look_read, agency_visit_look, agency_visit_show},
    {POST, "/agency/inspections", ACT_INSPECTION_REFER, DESK, STORE_ENFORCEMENT, FORM,
     visit_ask_read, agency_visit_ask, to_visits, .again = "/agency/inspections/new",
     .then_store = STORE_CARE, .then = agency_visit_keep},
    {GET,  "/agency/:id", ACT_REFERRAL_ANSWER, SIGNED_IN | AUDITED, STORE_CARE, 0,
     agency_own_read, agency_open_own, agency_own_show},
    {POST, "/agency/:id", ACT_REFERRAL_ANSWER, DESK, STORE_CARE, FORM,
     agency_own_answer_read, agency_answer_own, agency_own_answered, .again = "/agency/:id"},
    {POST, "/agency/:id/stopped", ACT_STOP_CONFIRM, DESK, STORE_CARE, FORM,
     agency_own_read, agency_stopped, to_agency, .again = "/agency"},

    /* the supervisor's desk, and requests for inspection */
    {GET,  "/desk", ACT_PLAN_MANAGE, SIGNED_IN, STORE_ENFORCEMENT,
     .act = desk_view, .show = desk_show},
    {GET,  "/requests", ACT_INSPECTION_ASK, SIGNED_IN, STORE_ENFORCEMENT,
     .act = request_list, .show = requests_show},
    {GET,  "/requests/new", ACT_INSPECTION_ASK, SIGNED_IN, STORE_ENFORCEMENT, 0,
     intake_read, intake_look, intake_show},
    {POST, "/requests", ACT_INSPECTION_ASK, DESK, STORE_ENFORCEMENT, FORM,
     request_read, intake_take, to_requests, .again = "/requests/new"},
    {GET,  "/inspections", ACT_PLAN_MANAGE, SIGNED_IN, STORE_ENFORCEMENT, 0,
     week_read, week_view, week_show},
    {GET,  "/inspections/:id/plan", ACT_PLAN_MANAGE, SIGNED_IN, STORE_ENFORCEMENT, 0,
     visit_read, visit_look, visit_show},
    {POST, "/inspections/:id/plan", ACT_PLAN_MANAGE, DESK, STORE_ENFORCEMENT, FORM,
     visit_form_read, visit_set, to_week, .again = "/inspections/:id/plan"},
    {GET,  "/rebalance", ACT_PLAN_MANAGE, SIGNED_IN, STORE_ENFORCEMENT, 0,
     rebalance_read, rebalance_look, rebalance_show},
    {POST, "/rebalance", ACT_PLAN_MANAGE, DESK, STORE_ENFORCEMENT, FORM,
     rebalance_form_read, rebalance_do, to_rebalanced, .again = "/rebalance"},
    {GET,  "/violations", ACT_TIME_ASK, SIGNED_IN, STORE_ENFORCEMENT, 0,
     violations_read, violations_list, violations_show},
    {GET,  "/violations/:id", ACT_TIME_ASK, SIGNED_IN, STORE_ENFORCEMENT, 0,
     violation_read, violation_look, violation_show},
    {POST, "/violations/:id/extend", ACT_PLAN_MANAGE, DESK, STORE_ENFORCEMENT, FORM,
     extend_read, violation_extend, to_violation, .again = "/violations/:id"},
    {POST, "/violations/:id/more-time", ACT_TIME_ASK, DESK, STORE_ENFORCEMENT, FORM,
     ask_time_read, violation_ask, to_violation, .again = "/violations/:id"},
    {POST, "/violations/:id/more-time/:ask", ACT_PLAN_MANAGE, DESK, STORE_ENFORCEMENT, FORM,
     decide_read, violation_decide, to_violation, .again = "/violations/:id"},
    {GET,  "/zones", ACT_ZONE_MANAGE, SIGNED_IN, STORE_ENFORCEMENT,
     .act = zone_look, .show = zones_show},
    {POST, "/zones", ACT_ZONE_MANAGE, DESK, STORE_ENFORCEMENT, FORM,
     zone_new_read, zone_save, to_zones, .again = "/zones/new"},
    {GET,  "/zones/new", ACT_ZONE_MANAGE, SIGNED_IN, STORE_ENFORCEMENT,
     .act = zone_look, .show = zone_show},
    {GET,  "/zones/:id", ACT_ZONE_MANAGE, SIGNED_IN, STORE_ENFORCEMENT, 0,
     zone_read, zone_look, zone_show},
    {POST, "/zones/:id", ACT_ZONE_MANAGE, DESK, STORE_ENFORCEMENT, FORM,
     zone_form_read, zone_save, to_zones, .again = "/zones/:id"},
    /* who must report abuse or neglect */
    {GET,  "/mandated", ACT_MANDATED_VIEW, SIGNED_IN | AUDITED, STORE_CARE,
     .act = mandated_view, .show = mandated_show},
    {POST, "/mandated", ACT_MANDATED_FILE, DESK, STORE_CARE, FORM,
     mandated_read, mandated_file, to_mandated, .again = "/mandated"},
    {POST, "/mandated/:id/written", ACT_MANDATED_FILE, DESK, STORE_CARE, FORM,
     mandated_wrote_read, mandated_wrote, to_mandated, .again = "/mandated"},

    /* requests for public records */
    {GET,  "/records", ACT_RECORDS_RELEASE, SIGNED_IN, STORE_ENFORCEMENT,
     .act = release_list, .show = releases_show},
    {GET,  "/records/new", ACT_RECORDS_RELEASE, SIGNED_IN, STORE_ENFORCEMENT, 0,
     release_find_read, release_find, release_new_show},
    {POST, "/records", ACT_RECORDS_RELEASE, DESK, STORE_ENFORCEMENT, FORM,
     release_read, release_take, to_release, .again = "/records/new"},
    {GET,  "/records/:id", ACT_RECORDS_RELEASE, SIGNED_IN, STORE_ENFORCEMENT, 0,
     release_one_read, release_view, release_show},
    {POST, "/records/:id/make", ACT_RECORDS_RELEASE, DESK, STORE_ENFORCEMENT, FORM,
     release_make_read, release_file_make, to_release},
    {POST, "/records/:id/later", ACT_RECORDS_RELEASE, DESK, STORE_ENFORCEMENT, FORM,
     release_later_read, release_put_off, to_release, .again = "/records/:id"},
    {POST, "/records/:id/end", ACT_RECORDS_RELEASE, DESK, STORE_ENFORCEMENT, FORM,
     release_end_read, release_finish, to_release, .again = "/records/:id"},
    {GET,  "/records/:id/files/:file/record.pdf", ACT_RECORDS_RELEASE, SIGNED_IN,
     STORE_ENFORCEMENT, 0, release_file_read, release_file_paper, document_show,
     .make = document_print},
    {GET,  "/records/:id/files/:file/record.csv", ACT_RECORDS_RELEASE, SIGNED_IN,
     STORE_ENFORCEMENT, 0, release_file_read, release_file_list, release_csv_show},

    /* an inspection, its letters, and what is printed */
    {GET,  "/inspections/:id", ACT_INSPECTION_VIEW, SIGNED_IN, STORE_ENFORCEMENT, 0,
     inspection_read, inspection_desk, inspection_show},
    {GET,  "/inspections/:id/order.pdf", ACT_INSPECTION_VIEW, SIGNED_IN, STORE_ENFORCEMENT,
     0, inspection_read, letter_of_order, document_show, .make = document_print},
    {GET,  "/inspections/:id/occupant.pdf", ACT_INSPECTION_VIEW, SIGNED_IN,
     STORE_ENFORCEMENT, 0, inspection_read, letter_of_occupant, document_show,
     .make = document_print},
    {POST, "/inspections/:id/choose", ACT_VISIT_CHOOSE, DESK, STORE_ENFORCEMENT, FORM,
     said_read, answer_choose, to_said, .again = "/inspections/:id"},
    {POST, "/inspections/:id/deliveries", ACT_DELIVERY_RECORD, DESK, STORE_ENFORCEMENT, FORM,
     delivery_read, delivery_record, to_inspection, .again = "/inspections/:id"},
    {GET,  "/paper-form", ACT_FORM_PRINT, SIGNED_IN, STORE_REGISTRY, 0,
     forms_read, letter_of_form, document_show, .make = document_print},
    {GET,  "/from-paper", ACT_PAPER_ENTER, SIGNED_IN, STORE_ENFORCEMENT, 0,
     paper_find_read, paper_look, paper_show},
    {POST, "/from-paper", ACT_PAPER_ENTER, DESK, STORE_ENFORCEMENT, SHEET,
     paper_read, paper_enter, to_paper, .again = "/from-paper",
     .then_store = STORE_CARE, .then = paper_help, .then_due = paper_asks},
    {GET,  "/cards", ACT_CARD_PRINT, SIGNED_IN, .show = cards_show},
    {GET,  "/cards.pdf", ACT_CARD_PRINT, SIGNED_IN, STORE_REGISTRY, 0,
     cards_read, letter_of_cards, document_show, .make = document_print},

    /* the administrator's desk */
    {GET,  "/people", ACT_USER_MANAGE, SIGNED_IN, .act = people_list, .show = people_show},
    {POST, "/people", ACT_USER_MANAGE, DESK, STORE_REGISTRY, FORM,
     person_add_read, people_add, person_link_show, .again = "/people/new"},
    {GET,  "/people/new", ACT_USER_MANAGE, SIGNED_IN, .show = person_form_show},
    {GET,  "/people/:id", ACT_USER_MANAGE, SIGNED_IN, STORE_REGISTRY, 0,
     person_read, people_one, person_show},
    {POST, "/people/:id/link", ACT_USER_MANAGE, DESK, STORE_REGISTRY, FORM,
     person_link_read, people_link, person_link_show, .again = "/people/:id"},
    {POST, "/people/:id/disable", ACT_USER_MANAGE, DESK, STORE_REGISTRY, FORM,
     person_read, people_disable, to_person, .again = "/people/:id"},
    {POST, "/people/:id/second-step", ACT_USER_MANAGE, DESK, STORE_REGISTRY, FORM,
     second_reset_read, second_reset, to_person_again, .again = "/people/:id"},
    {GET,  "/status", ACT_STATUS_VIEW, SIGNED_IN, .act = status_view, .show = status_show},

    /* the supervisor's desk */
    {GET,  "/training", ACT_TRAINING_VIEW, SIGNED_IN, .act = training_list,
     .show = training_show},

    /* the programme counted */
    {GET,  "/city", ACT_REPORT_PUBLIC, SIGNED_IN, STORE_CARE, 0,
     city_read, report_city, city_show},
    {GET,  "/updates", ACT_UPDATES_VIEW, SIGNED_IN | AUDITED, STORE_CARE,
     .act = updates_view, .show = updates_show},
    {GET,  "/updates/page.pdf", ACT_UPDATES_VIEW, SIGNED_IN, STORE_CARE,
     .act = updates_sheet, .show = document_show, .make = document_print},
    {GET,  "/ages", ACT_AGES_VIEW, SIGNED_IN | AUDITED, STORE_CARE, 0,
     ages_read, ages_view, ages_show},
    {GET,  "/updates/learnt", ACT_LEARNT_WRITE, SIGNED_IN, STORE_CARE,
     .act = learnt_view, .show = learnt_show},
    {POST, "/updates/learnt", ACT_LEARNT_WRITE, DESK, STORE_CARE, FORM,
     learnt_read, learnt_write, to_learnt, .again = "/updates/learnt"},
    {GET,  "/reports/evaluation", ACT_REPORT_INTERNAL, SIGNED_IN | AUDITED, STORE_CARE, 0,
     report_read, report_evaluation, evaluation_show},
    {GET,  "/reports/evaluation.json", ACT_REPORT_INTERNAL, SIGNED_IN | AUDITED, STORE_CARE,
     0, report_json_read, report_evaluation, evaluation_show},
    {GET,  "/reports/evaluation.csv", ACT_REPORT_INTERNAL, SIGNED_IN | AUDITED, STORE_CARE,
     0, report_csv_read, report_evaluation, evaluation_show},
    {GET,  "/reports/survey", ACT_REPORT_INTERNAL, SIGNED_IN | AUDITED, STORE_CARE, 0,
     .act = survey_report, .show = survey_show},

    {GET,  "/reports/sharing", ACT_REPORT_INTERNAL, SIGNED_IN | AUDITED, STORE_CARE, 0,
     .act = sharing_report, .show = sharing_report_show},

    /* without an account: an agency's link, a resident's code */
    {GET,  "/r", ACT_PUBLIC, PUBLIC, .show = agency_landing_show},
    {POST, "/r/open", ACT_REFERRAL_ANSWER, ORIGIN | AUDITED, STORE_CARE, FORM,
     agency_read, agency_open_link, agency_opened, .again = "/r"},
    {GET,  "/r/page/:id", ACT_REFERRAL_ANSWER, AUDITED, STORE_CARE, 0,
     agency_look_read, agency_look, agency_show},
    {POST, "/r/answer", ACT_REFERRAL_ANSWER, ORIGIN | CHANGES, STORE_CARE, FORM,
     agency_answer_read, agency_answer_link, agency_answered, .again = "/r"},
    {GET,  "/stopped", ACT_PUBLIC, PUBLIC, .show = stopped_landing_show},
    {POST, "/stopped/open", ACT_STOP_CONFIRM, ORIGIN | AUDITED, STORE_CARE, FORM,
     stopped_read, stopped_open, stopped_show, .again = "/stopped"},
    {POST, "/stopped/said", ACT_STOP_CONFIRM, ORIGIN | CHANGES, STORE_CARE, FORM,
     stopped_read, stopped_say, stopped_said, .again = "/stopped"},
    {GET,  "/help", ACT_PUBLIC, PUBLIC, .act = help_contact, .show = help_show},
    {GET,  "/help/ask", ACT_PUBLIC, PUBLIC, .act = self_look, .show = self_show},
    {POST, "/help/ask", ACT_PUBLIC, ORIGIN | CHANGES, STORE_CARE, FORM,
     self_read, self_take, self_done, .again = "/help/ask"},
    {GET,  "/stop", ACT_PUBLIC, PUBLIC, .show = stop_show},
    {POST, "/stop", ACT_PUBLIC, ORIGIN | CHANGES, STORE_CARE, FORM,
     stop_read, resident_stop, stop_done, .again = "/stop"},
    {GET,  "/my", ACT_PUBLIC, PUBLIC, .act = help_contact, .show = my_landing_show},
    {POST, "/my/open", ACT_PUBLIC, ORIGIN | CHANGES, STORE_CARE, FORM,
     my_read, resident_open, my_show, .again = "/my"},
    {POST, "/my/nobody-called", ACT_PUBLIC, ORIGIN | CHANGES, STORE_CARE, FORM,
     my_say_read, resident_nobody_called, my_said, .again = "/my"},
    {POST, "/my/correct", ACT_PUBLIC, ORIGIN | CHANGES, STORE_CARE, FORM,
     my_say_read, resident_correct, my_said, .again = "/my"},
    {POST, "/my/complain", ACT_PUBLIC, ORIGIN | CHANGES, STORE_CARE, FORM,
     my_say_read, resident_complain, my_said, .again = "/my"},
    {POST, "/my/stop", ACT_PUBLIC, ORIGIN | CHANGES, STORE_CARE, FORM,
     my_say_read, resident_stop, my_said, .again = "/my"},

    /* the phone app, and the copy of Today for the road */
    {GET,  "/go", ACT_PUBLIC, PUBLIC, .show = go_show},
    {GET,  "/field/", ACT_PUBLIC, PUBLIC, .show = field_home_show},
    {GET,  "/field/sw.js", ACT_PUBLIC, PUBLIC, .show = service_worker_show},
    {GET,  "/field/precache.js", ACT_PUBLIC, PUBLIC, .show = precache_show},
    {GET,  "/field/:lang", ACT_PUBLIC, PUBLIC, .show = field_shell_show},
    {GET,  "/today/", ACT_PUBLIC, PUBLIC, .show = carry_home_show},
    {GET,  "/today/sw.js", ACT_PUBLIC, PUBLIC, .show = service_worker_show},
    {GET,  "/today/precache.js", ACT_PUBLIC, PUBLIC, .show = carry_precache_show},
    {GET,  "/today/:lang", ACT_PUBLIC, PUBLIC, .show = carry_shell_show},
    {GET,  "/a/:build/:file", ACT_PUBLIC, PUBLIC, .show = asset_show},
    {GET,  "/a/:build/:folder/:file", ACT_PUBLIC, PUBLIC, .show = asset_show},
    {GET,  "/a/:build/:folder/:inner/:file", ACT_PUBLIC, PUBLIC, .show = asset_show},

    /* programs */
    {POST, "/api/v1/session", ACT_PUBLIC, CHANGES | ORIGIN, STORE_REGISTRY, 8 * KB,
     session_api_read, sign_in_change, session_api_show, .slow = sign_in_slow},
    {DELETE_, "/api/v1/session", ACT_ACCOUNT_OWN, SIGNED_IN | SAME_SITE | CHANGES,
     STORE_REGISTRY, 0, sign_out_read, sign_out_change, session_api_end},
    {POST, "/api/v1/sync", ACT_SYNC, SIGNED_IN | DEVICE | SAME_SITE | CHANGES,
     STORE_ENFORCEMENT, 1028 * KB, sync_api_read, sync_api_enforcement, sync_api_show,
     .then_store = STORE_CARE, .then = sync_api_care,
     .then_due = sync_api_sealed},
    {PUT,  "/api/v1/photos/:sha256/:offset", ACT_SYNC,
     SIGNED_IN | DEVICE | SAME_SITE | CHANGES, STORE_PHOTOS, 256 * KB,
     photo_api_read, photo_api_take, photo_api_show},
    {GET,  "/api/v1/findings/:id/photos/:sha256", ACT_INSPECTION_VIEW, SIGNED_IN,
     STORE_ENFORCEMENT, 0, before_api_read, before_photo, before_api_show,
     .make = before_make},
    {POST, "/api/v1/practice", ACT_SYNC, SIGNED_IN | DEVICE | SAME_SITE | CHANGES,
     STORE_REGISTRY, KB, practice_api_read, practice_done, practice_api_show},
    {POST, "/api/v1/survey", ACT_SYNC, SIGNED_IN | DEVICE | SAME_SITE | CHANGES,
     STORE_REGISTRY, KB, survey_api_read, survey_answered, survey_api_show,
     .then_store = STORE_CARE, .then = survey_counted},
    {GET,  "/api/v1/today", ACT_CASE_CARRY, SIGNED_IN | AUDITED, STORE_CARE,
     .act = today_carry, .show = carry_api_show},
    {GET,  "/api/v1/addresses", ACT_FIELD_USE, SIGNED_IN, STORE_ENFORCEMENT, 0,
     address_api_read, addresses_list, address_api_show},
    {GET,  "/api/v1/recordings/:sha256", ACT_FIELD_USE, SIGNED_IN, STORE_REGISTRY, 0,
     recording_api_read, recording_file, recording_api_show},
    {POST, "/api/v1/devices", ACT_FIELD_USE, SIGNED_IN | SAME_SITE | CHANGES,
     STORE_REGISTRY, 4 * KB, device_api_read, device_api_enrol, device_api_show},
    {POST, "/api/v1/inspections", ACT_INSPECTION_IMPORT, SIGNED_IN | SAME_SITE | CHANGES,
     STORE_ENFORCEMENT, 1024 * KB, schedule_api_read, schedule_import, schedule_api_show},
    {GET,  "/api/v1/openapi.json", ACT_PUBLIC, PUBLIC, .show = openapi_show},
    {GET,  "/healthz", ACT_PUBLIC, PUBLIC, .show = healthz_show},
    {GET,  "/readyz", ACT_PUBLIC, PUBLIC, .act = readyz_act, .show = readyz_show},
    {GET,  "/metrics", ACT_PUBLIC, PUBLIC, .act = mail_stalled, .show = metrics_show},
};
/* clang-format on */
const size_t routes_len = COUNT(routes);

const int http_status[ERR_KINDS] = {
    [OK] = 200,
    [ERR_INVALID] = 422,
    [ERR_SIGN_IN] = 401,
    [ERR_FORBIDDEN] = 403,
    [ERR_NOT_FOUND] = 404,
    [ERR_CONFLICT] = 409,
    [ERR_TOO_LARGE] = 413,
    [ERR_TOO_MANY] = 429,
    [ERR_BUSY] = 503,
    [ERR_FULL] = 503,
    [ERR_BROKEN] = 500,
};
