package dev.cofferdam.domain;

import java.util.List;

/**
 * What the statement rules say of migration files.
 *
 * @param findings in the order of the files and of the statements in them
 * @param undecided what could not be judged, with the place; never a pass
 * @param files how many files or change sets were judged
 * @param statements how many statements were judged
 */
public record Checked(List<StatementFinding> findings, List<Undecided> undecided, int files, int statements) {
    public Checked {
        findings = List.copyOf(findings);
        undecided = List.copyOf(undecided);
    }
}
