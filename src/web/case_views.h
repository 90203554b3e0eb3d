/* case_views.h -- what the pages of casework may show (views/case).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_CASE_VIEWS_H
#define WEB_CASE_VIEWS_H

#include "web/away_views.h"
#include "web/case_show_views.h"
#include "web/case_step_views.h"
#include "web/service_views.h"
#include "web/today_views.h"

#endif
