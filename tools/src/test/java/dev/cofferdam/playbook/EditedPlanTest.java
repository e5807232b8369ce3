package dev.cofferdam.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Verdict;
import dev.cofferdam.mutants.Mutants;
import dev.cofferdam.mutants.Operator;
import dev.cofferdam.mutants.Operators;
import dev.cofferdam.playbook.additions.GrownTable;
import dev.cofferdam.playbook.demands.DemandedCode;
import dev.cofferdam.playbook.demands.DemandedRows;
import dev.cofferdam.playbook.drops.ShrunkTable;
import dev.cofferdam.playbook.easings.EasedTable;
import dev.cofferdam.playbook.renames.RenamePlanVerdictTest;
import dev.cofferdam.playbook.renames.RenamedTable;
import dev.cofferdam.playbook.types.ChangedTable;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import dev.cofferdam.validate.Validator;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A real plan of every kind, edited by hand: the rules see each slip, at every place where it can be made, and nothing without one. */
@Tag("server")
@Tag("played")
final class EditedPlanTest {
    /** One change of every kind that is planned, and of every form of plan that a kind has. */
    enum Planned {
        RENAME(RenamedTable.UNIQUE_AND_CHECKED.ddl(), RenamedTable.UNIQUE_AND_CHECKED.rename()),
        RENAME_REQUIRED(RenamedTable.REQUIRED.ddl(), RenamedTable.REQUIRED.rename()),
        RENAME_REFERENCING(RenamedTable.REFERENCING.ddl(), RenamedTable.REFERENCING.rename()),
        ADD_REQUIRED(GrownTable.REQUIRED.ddl(), GrownTable.REQUIRED.add()),
        ADD_FILLED(GrownTable.RANDOM.ddl(), GrownTable.RANDOM.add()),
        ADD_AT_ONCE(GrownTable.CONSTANT.ddl(), GrownTable.CONSTANT.add()),
        DROP(ShrunkTable.REQUIRED_AND_UNIQUE.ddl(), ShrunkTable.REQUIRED_AND_UNIQUE.drop()),
        NOT_NULL(DemandedRows.NULLS.ddl(), DemandedRows.NULLS.change()),
        UNIQUE(DemandedRows.DUPLICATES.ddl(), DemandedRows.DUPLICATES.change()),
        CHECK(DemandedRows.BROKEN_CHECK.ddl(), DemandedRows.BROKEN_CHECK.change()),
        FOREIGN_KEY(DemandedRows.ORPHANS.ddl(), DemandedRows.ORPHANS.change()),
        INDEX(EasedTable.ONE_MORE_INDEX.ddl(), EasedTable.ONE_MORE_INDEX.change()),
        INDEX_GONE(EasedTable.AN_INDEX_LESS.ddl(), EasedTable.AN_INDEX_LESS.change()),
        NOT_NULL_GONE(EasedTable.REQUIRED.ddl(), EasedTable.REQUIRED.change()),
        CHECK_GONE(EasedTable.CHECKED.ddl(), EasedTable.CHECKED.change()),
        FOREIGN_KEY_GONE(EasedTable.REFERRING.ddl(), EasedTable.REFERRING.change()),
        UNIQUE_GONE(EasedTable.UNIQUE.ddl(), EasedTable.UNIQUE.change()),
        DEFAULT(EasedTable.ANOTHER_DEFAULT.ddl(), EasedTable.ANOTHER_DEFAULT.change()),
        DEFAULT_GONE(EasedTable.NO_DEFAULT.ddl(), EasedTable.NO_DEFAULT.change()),
        ENUM_VALUE(EasedTable.ONE_MORE_VALUE.ddl(), EasedTable.ONE_MORE_VALUE.change()),
        WIDEN(ChangedTable.LONGER_TEXT.ddl(), ChangedTable.LONGER_TEXT.change()),
        SWAP(ChangedTable.WIDER_REQUIRED.ddl(), ChangedTable.WIDER_REQUIRED.change()),
        TYPE_AND_NAME(ChangedTable.TEXT_TO_REQUIRED_NUMBER.ddl(), ChangedTable.TEXT_TO_REQUIRED_NUMBER.change());

        private final String ddl;

        @SuppressWarnings("ImmutableEnumChecker") // every change is a record of texts
        private final Change change;

        Planned(String ddl, Change change) {
            this.ddl = ddl;
            this.change = change;
        }

        String ddl() {
            return ddl;
        }

        Change change() {
            return change;
        }
    }

    @ParameterizedTest
    @EnumSource(Planned.class)
    void everySlipIsSeenByARuleThatIsThereForIt(Planned planned) throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            Drafts.run(database, planned.ddl);
            for (int version : List.of(12, 14, 17, 18)) {
                Plan plan = RenamePlanVerdictTest.approved(
                        DemandedCode.draft(database, planned.change, Engine.postgresql(version)));
                assertThat(outcome(plan)).isIn(Verdict.Outcome.ACCEPTED, Verdict.Outcome.ACCEPTED_WITH_APPROVALS);
                assertThat(new Mutants(planned + " on " + version, plan)
                                .make(slips(version))
                                .missed())
                        .isEmpty();
            }
        }
    }

    /** Only statements differ from those of plans that were drafted without a server, and versions before 18 have the statements of 12. */
    private static List<Operator> slips(int version) {
        return switch (version) {
            case 12 ->
                Operators.ofStatements().stream()
                        .filter(each -> each.name().matches("delete NOT VALID|never validate"))
                        .toList();
            case 18 -> Operators.ofStatements();
            default -> List.of();
        };
    }

    private static Verdict.Outcome outcome(Plan plan) {
        Verdict verdict = Validator.validate(plan);
        assertThat(RenamePlanVerdictTest.unexpected(plan, verdict)).isEmpty();
        return verdict.outcome();
    }
}
