package dev.cofferdam.migrations;

import dev.cofferdam.sql.SqlParser;
import java.util.regex.Pattern;

/**
 * Whether a numbered SQL file runs in one transaction. The marks of goose, dbmate and sql-migrate, and the layout of Diesel, tell a tool that opens one
 * unless told otherwise. golang-migrate and Prisma send a file as one query, which the server runs as one transaction when it holds several
 * statements (PG docs 55.2.2.1, "Multiple Statements in a Simple Query"). Of any other file it is believed that whoever runs it knows what refuses.
 */
final class SqlFolderTransactions {
    private static final Pattern DIESEL_SAYS_NO = Pattern.compile("(?m)^\\s*run_in_transaction\\s*=\\s*false\\b");

    private final RepositoryFiles files;

    SqlFolderTransactions(RepositoryFiles files) {
        this.files = files;
    }

    boolean forward(String file, UpPart up) {
        return up.isMarked() ? !up.saysNoTransaction() : isTransactional(file, up.sql());
    }

    boolean backward(UpPart up, String down) {
        return up.isMarked() ? !up.downSaysNoTransaction() : !NoTransaction.isNeededBy(down);
    }

    /** Of a file without marks. */
    boolean isTransactional(String file, String sql) {
        if (!NoTransaction.isNeededBy(sql)) {
            return true;
        }
        String name = RepositoryFiles.nameOf(file);
        if (name.equals("up.sql") || name.equals("down.sql")) {
            String folder = RepositoryFiles.folderOf(file);
            String settings = folder + "/metadata.toml";
            return files.has(folder + "/down.sql")
                    && !(files.has(settings)
                            && DIESEL_SAYS_NO.matcher(files.text(settings)).find());
        }
        boolean oneQuery = name.endsWith(".up.sql") || name.endsWith(".down.sql") || name.equals("migration.sql");
        return oneQuery && SqlParser.parse(sql).size() > 1;
    }
}
