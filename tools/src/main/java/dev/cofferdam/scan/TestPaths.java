package dev.cofferdam.scan;

import dev.cofferdam.domain.CodePath;
import dev.cofferdam.scan.CallGraph.Method;
import dev.cofferdam.scan.java.JavaIndex;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which tests lead to a method: a few, the nearest, because a person runs these after the edit. */
final class TestPaths {
    private static final Set<String> TESTS =
            Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "TestTemplate", "Property");
    private static final Set<String> SET_UPS =
            Set.of("BeforeEach", "BeforeAll", "Before", "BeforeClass", "BeforeMethod");

    private static final int MOST_TESTS = 5;
    private static final int MOST_METHODS = 30;
    /** Of calls among a test's own helpers. */
    private static final int DEEPEST = 3;

    private final JavaIndex index;
    private final Function<Method, Set<Method>> callers;

    /**
     * @param callers those of a method that stand in tests
     */
    TestPaths(JavaIndex index, Function<Method, Set<Method>> callers) {
        this.index = index;
        this.callers = callers;
    }

    /**
     * The tests that call one of some methods.
     *
     * @param methods those on the ways to one, the nearest first
     * @param way what a method of them calls up to that one
     */
    List<CodePath> to(List<Method> methods, Function<Method, List<String>> way) {
        Set<CodePath> found = new LinkedHashSet<>();
        Set<String> tests = new LinkedHashSet<>();
        for (int i = 0; i < Math.min(MOST_METHODS, methods.size()) && tests.size() < MOST_TESTS; i++) {
            for (List<String> calls : testsOf(methods.get(i), way.apply(methods.get(i)), 0)) {
                if (tests.size() < MOST_TESTS && tests.add(calls.get(0))) {
                    found.add(new CodePath(CodePath.TEST, calls));
                }
            }
        }
        return List.copyOf(found);
    }

    private List<List<String>> testsOf(Method method, List<String> way, int depth) {
        List<List<String>> found = new ArrayList<>();
        Set<Method> open = callers.apply(method).stream()
                .filter(caller -> !way.contains(caller.call()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        for (Method caller : open) {
            List<String> calls = new ArrayList<>(List.of(caller.call()));
            calls.addAll(way);
            if (isTest(caller)) {
                found.add(calls);
            } else if (depth < DEEPEST && found.size() < MOST_TESTS) {
                found.addAll(testsOf(caller, calls, depth + 1));
            }
        }
        return found;
    }

    private boolean isTest(Method method) {
        boolean old = method.name().startsWith("test")
                && index.ancestors(method.type()).stream()
                        .map(type -> type.supertypes())
                        .flatMap(List::stream)
                        .anyMatch(use -> use.simpleName().endsWith("TestCase"));
        boolean direct = method.name().startsWith("test")
                && method.type().supertypes().stream()
                        .anyMatch(use -> use.simpleName().endsWith("TestCase"));
        return old
                || direct
                || method.type().methods().stream()
                        .anyMatch(each ->
                                each.name().equals(method.name()) && (each.hasAny(TESTS) || each.hasAny(SET_UPS)));
    }
}
