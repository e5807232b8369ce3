package dev.cofferdam.scan.styles.values;

import dev.cofferdam.domain.Usage;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.mapping.Entities;
import dev.cofferdam.scan.mapping.EntityFact;
import dev.cofferdam.scan.mapping.Properties;
import dev.cofferdam.scan.mapping.PropertyFact;
import dev.cofferdam.scan.mapping.PropertyFact.Kind;
import dev.cofferdam.scan.mapping.PropertyFact.MappedColumn;
import dev.cofferdam.scan.mapping.PropertyFact.WrittenAt;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.words.Tokens;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Classes that statements fill or are filled from: for one column they are what an entity is, and their accessors handle its value. */
public final class MappedBeans {

    private final Scan scan;
    private final Properties members;

    public MappedBeans(Scan scan) {
        this.scan = scan;
        members = new Properties(scan.index());
    }

    /** The project's class that a mapper file means: qualified, or by an alias that is its simple name. */
    public Optional<TypeFact> type(String name, Optional<TypeFact> context) {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        return scan.index()
                .type(name, context.map(TypeFact::path).orElse(""))
                .or(() -> context.flatMap(each -> scan.index().resolve(name, each)))
                .or(() -> scan.index().uniqueBySimpleName(name));
    }

    /** A property that a mapping names. False when the class is already known to map the column. */
    public boolean add(TypeFact type, String property, Optional<WrittenAt> at, String how) {
        return add(type, members.of(type, property), property, at, true, how);
    }

    /** A property that bears the name which a statement gives the column in its result. */
    public void addAs(TypeFact type, String alias, String how) {
        for (String form : Tokens.formsOf(alias)) {
            Properties.Found found = members.of(type, form);
            if (found.declaring().field(form).isPresent()) {
                add(type, found, form, Optional.empty(), true, how);
                return;
            }
        }
    }

    /** A class without a mapping of its own, whose property bears the column's name. */
    public void addByName(TypeFact type) {
        for (String form : Tokens.formsOf(scan.column().column())) {
            Properties.Found found = members.of(type, form);
            if (found.declaring().field(form).isPresent()) {
                if (isOfAnotherTable(type, form)) {
                    return;
                }
                add(type, found, form, Optional.empty(), false, Usage.FILLED_BY_NAME);
                return;
            }
        }
    }

    /** A class with a mapping of its own keeps its own table's column there; a statement that joins others gives theirs other names. */
    private boolean isOfAnotherTable(TypeFact type, String property) {
        return scan.entities()
                .of(type)
                .flatMap(entity -> entity.property(property))
                .filter(own -> !own.columns().isEmpty() && !Entities.maps(own, scan.column()))
                .isPresent();
    }

    private boolean add(
            TypeFact type, Properties.Found found, String property, Optional<WrittenAt> at, boolean sure, String how) {
        boolean known = scan.entities()
                .of(type)
                .filter(each -> !Entities.mapping(each, scan.column()).isEmpty())
                .isPresent();
        if (known) {
            return false;
        }
        String table = scan.column().table().name();
        MappedColumn column = new MappedColumn(table, scan.column().column(), true, sure, how, at);
        PropertyFact fact = new PropertyFact(
                property,
                found.declaring(),
                found.member(),
                Kind.BASIC,
                Optional.empty(),
                false,
                Set.of(),
                List.of(column));
        scan.entities().add(new EntityFact(type, type.simpleName(), table, List.of(fact), true));
        return true;
    }
}
