package dev.cofferdam.rules.plans;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A condition of a trigger's function, asked of one row in thought (PostgreSQL docs 9.1, "Logical Operators", and 9.2). */
record RowCondition(RowTrial trial, Map<String, String> row) {

    /** What SQL answers, and that it cannot be said from here. */
    enum Answer {
        TRUE,
        FALSE,
        NULL,
        OPEN;

        boolean mayBeTrue() {
            return this == TRUE || this == OPEN;
        }

        /** IF takes null for false. */
        boolean mayBeOtherwise() {
            return this != TRUE;
        }

        private Answer not() {
            return this == TRUE ? FALSE : this == FALSE ? TRUE : this;
        }

        private static Answer of(boolean sure) {
            return sure ? TRUE : FALSE;
        }
    }

    Answer answer(List<String> condition) {
        List<String> words = RowTrial.unbracketed(condition);
        List<List<String>> either = parts(words, "or");
        if (either.size() > 1) {
            return joined(either, Answer.TRUE);
        }
        List<List<String>> all = parts(words, "and");
        if (all.size() > 1) {
            return joined(all, Answer.FALSE);
        }
        return !words.isEmpty() && words.get(0).equals("not")
                ? answer(words.subList(1, words.size())).not()
                : single(words);
    }

    /** One decisive part settles it; else what is open stays open. */
    private Answer joined(List<List<String>> parts, Answer decisive) {
        List<Answer> answers = parts.stream().map(this::answer).toList();
        for (Answer answer : List.of(decisive, Answer.OPEN, Answer.NULL)) {
            if (answers.contains(answer)) {
                return answer;
            }
        }
        return decisive.not();
    }

    private Answer single(List<String> words) {
        if (words.equals(List.of("true")) || words.equals(List.of("false"))) {
            return Answer.of(words.get(0).equals("true"));
        }
        if (endsWith(words, "is", "null")) {
            return isNull(words.subList(0, words.size() - 2));
        }
        if (endsWith(words, "is", "not", "null")) {
            return isNull(words.subList(0, words.size() - 3)).not();
        }
        int distinct = indexOf(words, "is", "distinct", "from");
        if (distinct > 0) {
            return differ(words.subList(0, distinct), words.subList(distinct + 3, words.size()));
        }
        int same = indexOf(words, "is", "not", "distinct", "from");
        if (same > 0) {
            return differ(words.subList(0, same), words.subList(same + 4, words.size()))
                    .not();
        }
        for (String operator : List.of("=", "<>", "!=")) {
            int at = words.indexOf(operator);
            if (at > 0) {
                Answer equal = equal(words.subList(0, at), words.subList(at + 1, words.size()));
                return operator.equals("=") ? equal : equal.not();
            }
        }
        return Answer.OPEN;
    }

    private Answer equal(List<String> left, List<String> right) {
        Optional<String> known =
                left.size() == 1 && right.size() == 1 ? trial.event().variable(left.get(0)) : Optional.empty();
        if (known.isPresent()) {
            return Answer.of(right.get(0).equals(known.get()));
        }
        Optional<Answer> set = isSet(left, right);
        if (set.isPresent()) {
            return set.get();
        }
        boolean isNull = isNull(left) == Answer.TRUE || isNull(right) == Answer.TRUE;
        return isNull ? Answer.NULL : differ(left, right).not();
    }

    /** A setting that nobody has set yet is null, later on it is an empty text: both are no value that the plan sets. */
    private Optional<Answer> isSet(List<String> left, List<String> right) {
        boolean asks = left.size() > 2 && left.get(0).equals("current_setting") && right.size() == 1;
        return asks ? trial.settings().is(left.get(2), right.get(0)).map(Answer::of) : Optional.empty();
    }

    private Answer differ(List<String> left, List<String> right) {
        Optional<Answer> set = isSet(left, right);
        if (set.isPresent()) {
            return set.get().not();
        }
        return isKnown(left) && isKnown(right) ? Answer.of(!value(left).equals(value(right))) : Answer.OPEN;
    }

    private boolean isKnown(List<String> words) {
        return trial.exact().contains(value(words));
    }

    private Answer isNull(List<String> words) {
        return isKnown(words) ? Answer.of(RowTrial.isNull(value(words))) : Answer.OPEN;
    }

    /** Casts of a column aside: they tell nothing apart that is the same. A new row has no OLD, and columns of no row are null. */
    private String value(List<String> words) {
        List<String> bare = StandIn.uncast(words);
        boolean isColumn = bare.size() == 3 && bare.get(1).equals(".");
        if (isColumn && bare.get(0).matches("new|old") && !trial.event().shows(bare.get(0))) {
            return "null";
        }
        return trial.value(isColumn ? bare : words, row);
    }

    /** What stands between the word, outside of brackets. */
    static List<List<String>> parts(List<String> words, String between) {
        List<List<String>> parts = new ArrayList<>();
        int from = 0;
        int depth = 0;
        for (int i = 0; i < words.size(); i++) {
            depth += words.get(i).equals("(") ? 1 : words.get(i).equals(")") ? -1 : 0;
            if (depth == 0 && words.get(i).equals(between)) {
                parts.add(words.subList(from, i));
                from = i + 1;
            }
        }
        parts.add(words.subList(from, words.size()));
        return parts;
    }

    static boolean endsWith(List<String> words, String... end) {
        return words.size() > end.length
                && words.subList(words.size() - end.length, words.size()).equals(List.of(end));
    }

    private static int indexOf(List<String> words, String... inner) {
        return Collections.indexOfSubList(words, List.of(inner));
    }
}
