package dev.cofferdam.migrations;

import java.util.List;

/**
 * What was asked to be judged.
 *
 * @param others files among it that are written for other database products
 */
public record Judged(List<JudgedHistory> histories, List<OtherProduct> others) {
    public Judged {
        histories = List.copyOf(histories);
        others = List.copyOf(others);
    }
}
