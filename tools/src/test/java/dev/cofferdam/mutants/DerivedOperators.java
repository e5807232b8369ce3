package dev.cofferdam.mutants;

import static dev.cofferdam.mutants.Edits.append;
import static dev.cofferdam.mutants.Edits.replace;
import static dev.cofferdam.mutants.Edits.set;

import java.util.List;

/** What nobody derived, measured or looked into, typed in by hand. */
final class DerivedOperators {
    private static final String RULE = "plan-grounded";

    private DerivedOperators() {}

    static List<Operator> all() {
        return List.of(
                Operator.of("call it rehearsed", set("/proof", "rehearsed"), RULE),
                Operator.of(
                        "a scan of an instant",
                        set("/phases/*/steps/statements=VALIDATE CONSTRAINT/locks/*/hold", "instant"),
                        "lock-understated"),
                Operator.of(
                        "a build of an instant",
                        set("/phases/*/steps/statements=INDEX CONCURRENTLY cof.* ON/locks/*/hold", "instant"),
                        "lock-understated"),
                Operator.of("a cell that nobody saw", set("/compatibility/*/proved", "true"), RULE),
                Operator.of("a way back that nobody went", set("/rollbacks/*/proved", "true"), RULE),
                Operator.of("an estimate that begins above its end", set("/estimate/low", "900d"), RULE),
                Operator.of(
                        "a way back that is none and goes", set("/rollbacks/result=^fails$/result", "survives"), RULE),
                Operator.of(
                        "retries without an end",
                        set(
                                "/phases/*/steps/locks=\"table\":\"(?!cofferdam_)[^}]*\"level\":\"(access-exclusive|share-row-exclusive)\"/retry/attempts",
                                "1000000"),
                        "lock-timeout-missing"),
                Operator.of(
                        "call what nobody sees",
                        append(
                                "/phases/*/steps/transaction=one-transaction/statements",
                                "SELECT count(*), no_such_function() FROM t"),
                        "plan-undecided"),
                Operator.of(
                        "a gate that calls what nobody sees",
                        replace("/phases/*/exit/kind=query/sql", "^SELECT ", "SELECT no_such_function() + "),
                        "plan-undecided"));
    }
}
