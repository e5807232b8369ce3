package dev.cofferdam.rules.statements.situation;

import dev.cofferdam.rules.info.RuleInfo;
import java.util.List;

/** Detects one hazard, or a family of hazards that share one way of looking, in a statement of a migration file. Pure. */
public interface StatementRule {

    /** What this rule can report. */
    List<RuleInfo> detects();

    /** What it has to say of the statement, in any order; empty when nothing. Not asked about statements that could not be parsed. */
    List<Report> check(Situation at);
}
