package spy;

import java.io.FileWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Writes each distinct (statement, own frames) once: {@code S, flags, frames nearest first, SQL}, and each column of the database:
 * {@code C, table, column}. Called from inside the drivers, so public.
 */
public final class Recorder {
    private static final int MOST_FRAMES = 12;
    private static final Map<Object, String> TEXTS = Collections.synchronizedMap(new WeakHashMap<>());
    private static final ThreadLocal<int[]> DEPTH = ThreadLocal.withInitial(() -> new int[1]);
    private static final Set<String> SEEN = new HashSet<>();
    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
    private static List<String> packages = List.of();
    private static PrintWriter out;
    private static boolean schemaChanged = true;

    private Recorder() {}

    static void begin(String arguments) {
        String[] parts = arguments.split(",");
        packages = List.of(parts).subList(1, parts.length);
        try {
            // Each process has a file of its own; forks of a test run must not write over each other.
            out = new PrintWriter(new FileWriter(parts[0] + "." + ProcessHandle.current().pid()), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void prepared(Object statement, String sql) {
        if (statement != null && sql != null) {
            TEXTS.put(statement, sql);
        }
    }

    public static void enter(Object statement, String sql) {
        int[] depth = DEPTH.get();
        if (depth[0]++ > 0) {
            return;
        }
        String text = sql != null ? sql : TEXTS.get(statement);
        if (text == null) {
            return;
        }
        String flat = text.replaceAll("[\\t\\r]", " ").replaceAll("--[^\\n]*", " ").replaceAll("\\s+", " ").strip();
        String first = flat.replaceAll("(?s)^\\W*(\\w*).*", "$1").toLowerCase(java.util.Locale.ROOT);
        switch (first) {
            case "create", "alter", "drop" -> schemaChanged = true;
            case "select", "insert", "update", "delete", "merge", "with", "replace", "call" -> {
                columns(statement);
                record(flat);
            }
            default -> {}
        }
    }

    public static void exit() {
        DEPTH.get()[0]--;
    }

    private static void record(String sql) {
        Set<String> flags = new LinkedHashSet<>();
        List<String> frames = new ArrayList<>();
        WALKER.forEach(frame -> {
            Class<?> type = frame.getDeclaringClass();
            String name = type.getName();
            flag(name, frame.getMethodName(), frames.isEmpty(), flags);
            if (frames.size() < MOST_FRAMES) {
                own(type).forEach(own -> frames.add(own + "#" + method(frame.getMethodName())));
            }
        });
        write("S\t" + String.join(" ", flags) + "\t" + String.join(" ", frames) + "\t" + sql);
    }

    /** What stands between the statement and the first own frame. */
    private static void flag(String type, String method, boolean above, Set<String> flags) {
        if (!above) {
            return;
        }
        if (type.startsWith("org.hibernate.") || type.startsWith("org.eclipse.persistence.")) {
            flags.add("orm");
            if (type.contains("DefaultAutoFlushEventListener")) {
                flags.add("autoflush");
            } else if (type.contains("FlushEventListener")) {
                flags.add("flush");
            }
            if (type.contains("AbstractLazyInitializer") || type.contains("PersistentCollection") || type.contains("PersistentBag")
                    || type.contains("PersistentSet") || type.contains("PersistentList") || type.contains("PersistentMap")) {
                flags.add("lazy");
            }
            if (type.contains("DefaultMergeEventListener")) {
                flags.add("merge");
            }
        } else if (type.startsWith("org.apache.ibatis.")) {
            flags.add("mybatis");
        } else if (type.startsWith("org.springframework.jdbc.core.simple.AbstractJdbcInsert")) {
            flags.add("generated");
        }
    }

    private static List<String> own(Class<?> type) {
        if (Proxy.isProxyClass(type)) {
            for (Class<?> face : type.getInterfaces()) {
                if (isOwn(face.getName())) {
                    return List.of(face.getName());
                }
            }
            return List.of();
        }
        // Spring's subclasses stand for their class: a transaction that ends there belongs to its method. Hibernate's only load.
        String name = type.getName().replaceAll("\\$\\$(?:Spring|Enhancer).*", "");
        return isOwn(name) && !name.matches(".*(?:\\$HibernateProxy|_\\$\\$_|/0x|\\$\\$Lambda).*") ? List.of(name) : List.of();
    }

    private static boolean isOwn(String name) {
        return packages.stream().anyMatch(name::startsWith);
    }

    private static String method(String name) {
        return name.startsWith("lambda$") ? name.substring(7, name.lastIndexOf('$')) : name;
    }

    /** The database's columns, read again when the schema may have changed, through the driver's own metadata. */
    private static void columns(Object statement) {
        if (!schemaChanged || !(statement instanceof Statement)) {
            return;
        }
        schemaChanged = false;
        try {
            Connection connection = ((Statement) statement).getConnection();
            try (ResultSet columns = connection.getMetaData().getColumns(null, null, "%", "%")) {
                while (columns.next()) {
                    String schema = String.valueOf(columns.getString("TABLE_SCHEM"));
                    if (!schema.matches("(?i)information_schema|pg_catalog|system_lobs|sys")) {
                        write("C\t" + columns.getString("TABLE_NAME") + "\t" + columns.getString("COLUMN_NAME"));
                    }
                }
            }
        } catch (Exception e) {
            write("N\tno metadata: " + e);
        }
    }

    private static void write(String line) {
        synchronized (SEEN) {
            if (SEEN.add(line)) {
                out.println(line);
            }
        }
    }
}
