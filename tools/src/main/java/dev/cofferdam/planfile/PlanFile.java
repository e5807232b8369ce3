package dev.cofferdam.planfile;

import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.UserError;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A plan as {@code plan.yaml}: read strictly, written canonically. */
public final class PlanFile {
    private static final Shape.Fields PLAN = Shapes.ofPlan();

    private PlanFile() {}

    /** Reads a plan; a {@link UserError} names file, line, the key or value, and the nearest known key. */
    public static Plan read(Path file) {
        try {
            return parse(Files.readString(file, StandardCharsets.UTF_8), file.toString());
        } catch (NoSuchFileException e) {
            throw new UserError("there is no plan file `" + file + "`", "", "name the plan.yaml of a plan's folder");
        } catch (CharacterCodingException e) {
            throw new UserError("`" + file + "` is not UTF-8 text", "", "save it as UTF-8, or name the plan.yaml");
        } catch (IOException e) {
            throw new UserError("`" + file + "` cannot be read: " + e.getMessage(), "", "name a readable plan.yaml");
        }
    }

    /** Reads a plan from YAML text; {@code where} is the name of the text in messages. */
    public static Plan parse(String yaml, String where) {
        return (Plan) new PlanReader(where, yaml).read(PLAN);
    }

    /** The line of a plan's text on which a step such as {@code backfill/backfill-1}, or else its phase, begins; the first when neither is there. */
    public static int line(String yaml, String where) {
        return PlanLines.in(yaml).of(where);
    }

    /** Canonical YAML: the same plan always gives the same bytes, and they read back to an equal plan. */
    public static String write(Plan plan) {
        return PlanWriter.write(plan, PLAN);
    }
}
