-- SPDX-License-Identifier: MPL-2.0
-- What became of an objective in a year, for every list that asks. A year is a number, a day begins with it.

-- All of a budget agreement's objectives must be worked on in its year (concept, "Budgetaftale").
-- fragment objective_is_compulsory_in(o, year)
EXISTS (SELECT 1 FROM budget_agreement year_agreement
         WHERE year_agreement.id = o.budget_agreement AND year_agreement.budget_year = :year)

-- fragment objective_is_selected_in(o, year)
EXISTS (SELECT 1 FROM selection year_selection
         WHERE year_selection.objective = o.id AND year_selection.year = :year AND year_selection.decision = 'selected')

-- An objective is worked on in a year when a goal that fulfils it has a trial that ran in that year: until today when it still runs, else
-- until its last day, or the nearest day that is known.
-- fragment objective_is_worked_on_in(o, year, today)
CAST(:year AS TEXT) <= SUBSTR(:today, 1, 4) AND EXISTS (
        SELECT 1 FROM goal_objectives year_goal JOIN trial_goals year_link ON year_link.goal = year_goal.goal
          JOIN trial year_trial ON year_trial.id = year_link.trial
         WHERE year_goal.objective = o.id AND year_trial.state IN ('running', 'ended', 'evaluated')
           AND CAST(:year AS TEXT) >= SUBSTR(COALESCE(year_trial.starts_on, year_trial.ends_on, year_trial.final_on, :today), 1, 4)
           AND CAST(:year AS TEXT) <= SUBSTR(CASE WHEN year_trial.state = 'running' THEN :today
                 ELSE COALESCE(year_trial.ends_on, year_trial.final_on, year_trial.starts_on) END, 1, 4))
