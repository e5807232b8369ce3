package spy;

import static net.bytebuddy.matcher.ElementMatchers.isAbstract;
import static net.bytebuddy.matcher.ElementMatchers.isSubTypeOf;
import static net.bytebuddy.matcher.ElementMatchers.nameMatches;
import static net.bytebuddy.matcher.ElementMatchers.nameStartsWith;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesNoArguments;

import java.lang.instrument.Instrumentation;
import java.sql.Connection;
import java.sql.Statement;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** A Java agent that watches JDBC drivers, below every pool and framework: {@code -javaagent:jdbc-spy.jar=OUT,PACKAGE[,PACKAGE]}. */
public final class Agent {
    private static final String DRIVERS = "org.h2.|org.hsqldb.|org.postgresql.|com.mysql.|org.mariadb.|org.apache.derby.|org.sqlite.";

    private Agent() {}

    public static void premain(String arguments, Instrumentation instrumentation) {
        Recorder.begin(arguments);
        ElementMatcher.Junction<TypeDescription> drivers = nameMatches("(?:" + DRIVERS.replace(".", "\\.") + ").*");
        ElementMatcher.Junction<MethodDescription> concrete = not(isAbstract());
        new AgentBuilder.Default()
                .ignore(not(drivers))
                .type(isSubTypeOf(Connection.class).or(isSubTypeOf(Statement.class)))
                .transform((builder, type, loader, module, domain) -> builder.visit(Advice.to(Prepared.class)
                                .on(concrete.and(nameStartsWith("prepare"))
                                        .and(takesArgument(0, String.class))))
                        .visit(Advice.to(Text.class)
                                .on(concrete.and(nameStartsWith("execute").or(named("addBatch")))
                                        .and(takesArgument(0, String.class))))
                        .visit(Advice.to(Run.class)
                                .on(concrete.and(nameStartsWith("execute")).and(takesNoArguments()))))
                .installOn(instrumentation);
    }

    /** Remembers which text a prepared statement was made of. */
    static final class Prepared {
        @Advice.OnMethodExit
        static void exit(@Advice.Argument(0) String sql, @Advice.Return(typing = net.bytebuddy.implementation.bytecode.assign.Assigner.Typing.DYNAMIC) Object statement) {
            Recorder.prepared(statement, sql);
        }
    }

    /** A statement handed over as text. */
    static final class Text {
        @Advice.OnMethodEnter
        static void enter(@Advice.This Object statement, @Advice.Argument(0) String sql) {
            Recorder.enter(statement, sql);
        }

        @Advice.OnMethodExit(onThrowable = Throwable.class)
        static void exit() {
            Recorder.exit();
        }
    }

    /** A prepared statement being run. */
    static final class Run {
        @Advice.OnMethodEnter
        static void enter(@Advice.This Object statement) {
            Recorder.enter(statement, null);
        }

        @Advice.OnMethodExit(onThrowable = Throwable.class)
        static void exit() {
            Recorder.exit();
        }
    }
}
