package dev.cofferdam.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The lines of the tools module (design, "The house"), over any root package so that a wrong house can be tried too. */
final class ToolsRules {
    private static final Set<String> CLOCK_METHODS = Set.of("currentTimeMillis", "nanoTime");

    /** Room to the rooms it may import, arrows followed to their end. */
    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            room("domain", ""),
            room("sql", "domain"),
            room("migrations", "domain sql"),
            room("server", "domain sql"),
            room("schema", "domain sql migrations server"),
            room("intent", "domain sql migrations server schema"),
            room("scan", "domain sql migrations server schema"),
            room("rows", "domain sql migrations server schema"),
            room("playbook", "domain sql migrations server schema intent scan rows"),
            room("rules", "domain sql migrations server schema intent scan rows"),
            room("validate", "domain sql migrations server schema intent scan rows playbook rules"),
            room("rehearse", "domain sql server schema rows"),
            room("planfile", "domain sql"),
            room("report", "domain sql"));

    /** The rooms inside a room, lowest first: each may import those before it. The door, which is the room itself, comes last. */
    private static final Map<String, List<String>> INNER_ROOMS = Map.of(
            "scan",
                    List.of(
                            "words",
                            "skeleton",
                            "files",
                            "java",
                            "types",
                            "strings",
                            "mapping",
                            "statements",
                            "hits",
                            "styles.values",
                            "styles.jpa",
                            "styles.sql",
                            "styles.jooq",
                            "styles.mybatis",
                            "styles.kotlin",
                            "styles.text",
                            ""),
            "playbook", List.of("parts", "twins", "renames", "types", "demands", "easings", "drops", "additions", ""),
            "rules",
                    List.of(
                            "info",
                            "statements.situation",
                            "statements.constraints",
                            "statements.indexes",
                            "statements.partitions",
                            "statements.columns",
                            "statements.objects",
                            "statements.script",
                            "statements",
                            "fixes",
                            "facts",
                            "loops",
                            "plans",
                            "steps",
                            "observed",
                            ""),
            "rehearse", List.of("seed", "traffic", ""));

    private final String root;

    ToolsRules(String root) {
        this.root = root;
    }

    List<ArchRule> all() {
        return List.of(
                directions(),
                innerDirections(),
                noCycles(),
                domainIsPlainJava(),
                staysIn("com.github.javaparser..", "sql", "scan"),
                staysIn("java.sql..", "server", "schema", "rows", "rehearse"),
                staysIn("javax.sql..", "server", "schema", "rows", "rehearse"),
                staysIn("org.postgresql..", "server", "schema", "rows", "rehearse"),
                noPrinting(),
                noExit(),
                noClock());
    }

    /** The arrows, transitive: a room missing from the table may not exist. */
    ArchRule directions() {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .should(new ArchCondition<>("import only the rooms below their own") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        type.getDirectDependenciesFromSelf().stream()
                                .filter(dependency -> !isAllowed(dependency))
                                .forEach(dependency ->
                                        events.add(SimpleConditionEvent.violated(type, dependency.getDescription())));
                        if (!MAY_IMPORT.containsKey(roomOf(type))) {
                            events.add(SimpleConditionEvent.violated(
                                    type, type.getName() + " lives in a room that the design does not name"));
                        }
                    }
                });
    }

    /** The same inside the rooms that hold rooms. */
    ArchRule innerDirections() {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .should(new ArchCondition<>("import only the inner rooms below their own") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        List<String> rooms = INNER_ROOMS.get(roomOf(type));
                        if (rooms == null) {
                            return;
                        }
                        if (!rooms.contains(innerRoomOf(type))) {
                            events.add(SimpleConditionEvent.violated(
                                    type, type.getName() + " lives in an inner room that has no place in the order"));
                        }
                        type.getDirectDependenciesFromSelf().stream()
                                .filter(dependency -> isUpwards(dependency, rooms))
                                .forEach(dependency ->
                                        events.add(SimpleConditionEvent.violated(type, dependency.getDescription())));
                    }
                });
    }

    ArchRule noCycles() {
        return slices().matching(root + ".(**)").should().beFreeOfCycles().allowEmptyShould(true);
    }

    ArchRule domainIsPlainJava() {
        return classes()
                .that()
                .resideInAPackage(root + ".domain..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(root + ".domain..", "java..", "org.jspecify.annotations"));
    }

    ArchRule staysIn(String library, String... rooms) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackages(packages(rooms))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .as(library + " stays in " + String.join(", ", rooms));
    }

    ArchRule noPrinting() {
        return noClasses().that().resideInAPackage(root + "..").should(ACCESS_STANDARD_STREAMS);
    }

    ArchRule noExit() {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .accessTargetWhere(describe("the target ends the JVM", ToolsRules::endsTheJvm));
    }

    /** The server room waits for a process to come up; everybody else is given a clock. */
    ArchRule noClock() {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackage(root + ".server..")
                .should()
                .accessTargetWhere(describe("the target reads the machine's clock", ToolsRules::readsTheClock));
    }

    private boolean isAllowed(Dependency dependency) {
        JavaClass target = dependency.getTargetClass();
        if (!target.getPackageName().startsWith(root + ".")) {
            return true;
        }
        String from = roomOf(dependency.getOriginClass());
        String to = roomOf(target);
        return from.equals(to) || MAY_IMPORT.getOrDefault(from, Set.of()).contains(to);
    }

    private boolean isUpwards(Dependency dependency, List<String> rooms) {
        JavaClass origin = dependency.getOriginClass();
        JavaClass target = dependency.getTargetClass();
        return target.getPackageName().startsWith(root + ".")
                && roomOf(origin).equals(roomOf(target))
                && rooms.indexOf(innerRoomOf(target)) > rooms.indexOf(innerRoomOf(origin));
    }

    private String roomOf(JavaClass type) {
        return below(type).split("\\.", 2)[0];
    }

    private String innerRoomOf(JavaClass type) {
        String below = below(type);
        int dot = below.indexOf('.');
        return dot < 0 ? "" : below.substring(dot + 1);
    }

    private String below(JavaClass type) {
        String rest = type.getPackageName().substring(root.length());
        return rest.isEmpty() ? "" : rest.substring(1);
    }

    private String[] packages(String... rooms) {
        return Stream.of(rooms).map(room -> root + "." + room + "..").toArray(String[]::new);
    }

    private static Map.Entry<String, Set<String>> room(String name, String mayImport) {
        return Map.entry(name, Set.of(mayImport.split(" ")));
    }

    private static boolean endsTheJvm(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        return (owner.isEquivalentTo(System.class) || owner.isEquivalentTo(Runtime.class))
                && Set.of("exit", "halt").contains(access.getName());
    }

    private static boolean readsTheClock(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getName();
        if (owner.isEquivalentTo(System.class)) {
            return CLOCK_METHODS.contains(name);
        }
        if (owner.isEquivalentTo(Clock.class)) {
            return (name.startsWith("system") || name.startsWith("tick")) && !isGivenAClock(access);
        }
        return owner.getPackageName().equals("java.time") && name.equals("now") && !isGivenAClock(access);
    }

    private static boolean isGivenAClock(JavaAccess<?> access) {
        return access.getTarget() instanceof CodeUnitAccessTarget target
                && target.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Clock.class));
    }
}
