package dev.cofferdam.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.util.List;
import java.util.Set;

/** The lines of the agent module (design, "The house"), over any root package so that a wrong house can be tried too. */
final class AgentRules {
    private final String root;

    AgentRules(String root) {
        this.root = root;
    }

    List<ArchRule> all() {
        return List.of(
                noCycles(),
                staysIn("llm", "dev.langchain4j..", "com.openai.."),
                staysIn("review", "java.net.http..", "com.sun.net.httpserver.."),
                staysIn("cli", "picocli..", "org.jline.."),
                staysOut("java.sql..", "org.postgresql.."),
                staysOut("com.github.javaparser.."),
                nobodyImportsTheCommandLine(),
                theLoopOwnsItsInterfaces(),
                onlyTheCommandLinePrints(),
                onlyTheCommandLineExits());
    }

    ArchRule noCycles() {
        return slices().matching(root + ".(**)").should().beFreeOfCycles();
    }

    ArchRule nobodyImportsTheCommandLine() {
        return outside("cli").should().dependOnClassesThat().resideInAPackage(room("cli"));
    }

    /** Model and Toolbox are the loop's interfaces; their implementations import it, never the other way. */
    ArchRule theLoopOwnsItsInterfaces() {
        return noClasses()
                .that()
                .resideInAPackage(room("loop"))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(room("llm"), room("toolbox"), room("review"), room("mcp"), room("cli")))
                .allowEmptyShould(true);
    }

    ArchRule onlyTheCommandLinePrints() {
        return outside("cli").should(ACCESS_STANDARD_STREAMS);
    }

    ArchRule onlyTheCommandLineExits() {
        return outside("cli").should().accessTargetWhere(describe("the target ends the JVM", AgentRules::endsTheJvm));
    }

    private ArchRule staysIn(String room, String... libraries) {
        return outside(room)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries)
                .as(String.join(" and ", libraries) + " stay in " + room);
    }

    private ArchRule staysOut(String... libraries) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries);
    }

    private GivenClassesConjunction outside(String room) {
        return noClasses().that().resideInAPackage(root + "..").and().resideOutsideOfPackage(room(room));
    }

    private String room(String name) {
        return root + "." + name + "..";
    }

    private static boolean endsTheJvm(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        return (owner.isEquivalentTo(System.class) || owner.isEquivalentTo(Runtime.class))
                && Set.of("exit", "halt").contains(access.getName());
    }
}
