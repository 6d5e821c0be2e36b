/* SPDX-License-Identifier: MPL-2.0 */
/* What the pages of tasks show. */
#ifndef RETTESNOR_TASK_VIEW_H
#define RETTESNOR_TASK_VIEW_H

#include "layout/layout.h"
#include "plan/plan.h"
#include "task.sql.h"
#include "task/task.h"

enum { TASKS_A_PAGE = 50, MOST_TASK_TRIALS = 200 };

typedef struct TasksPage {
    Page page;
    const Request *q;
    TaskLines tasks;
    Url next;
} TasksPage;

typedef struct TaskForm {
    Page page;
    const Request *q;
    Task task;
    Url action;
    Url back;
    Choices owners;
    Choices trials;
} TaskForm;

#endif
