package dev.cofferdam.planfile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.samples.RandomPlan;
import dev.cofferdam.samples.SamplePlan;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PlanSchemaTest {
    /** Written as one word in the file, so their components have no keys. */
    private static final Set<Class<?>> ONE_WORD =
            Set.of(TableRef.class, ColumnRef.class, AppVersion.class, Engine.class);

    private static final String SAMPLE = PlanFile.write(SamplePlan.rehearsed());
    private final JsonNode tree = tree();
    private final JsonSchema schema =
            JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(tree);

    private static JsonNode tree() {
        try {
            return new ObjectMapper().readTree(PlanSchema.json());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @TestFactory
    Stream<DynamicTest> everyComponentOfEveryRecordIsInTheSchema() {
        Set<Class<?>> records = new LinkedHashSet<>();
        collect(Plan.class, records);
        assertThat(records).hasSizeGreaterThan(35);
        Set<Set<String>> objects = new LinkedHashSet<>();
        collectObjects(tree, objects);
        return records.stream()
                .map(type -> DynamicTest.dynamicTest(type.getSimpleName(), () -> {
                    Set<String> names = new TreeSet<>();
                    Arrays.stream(type.getRecordComponents()).forEach(component -> names.add(component.getName()));
                    Set<String> withKind = new TreeSet<>(names);
                    withKind.add("kind");
                    assertThat(objects).containsAnyOf(names, withKind);
                }));
    }

    private static void collect(Type type, Set<Class<?>> records) {
        if (type instanceof ParameterizedType generic) {
            Arrays.stream(generic.getActualTypeArguments()).forEach(argument -> collect(argument, records));
        } else if (type instanceof Class<?> raw && raw.isSealed()) {
            Arrays.stream(raw.getPermittedSubclasses()).forEach(member -> collect(member, records));
        } else if (type instanceof Class<?> raw && raw.isRecord() && !ONE_WORD.contains(raw) && records.add(raw)) {
            Arrays.stream(raw.getRecordComponents())
                    .map(RecordComponent::getGenericType)
                    .forEach(component -> collect(component, records));
        }
    }

    private static void collectObjects(JsonNode node, Set<Set<String>> objects) {
        if (node.has("properties")) {
            Set<String> names = new TreeSet<>();
            node.get("properties").fieldNames().forEachRemaining(names::add);
            objects.add(names);
        }
        node.forEach(child -> collectObjects(child, objects));
    }

    @Test
    void noObjectTakesUnknownKeys() {
        List<JsonNode> objects = tree.findParents("properties");
        assertThat(objects).isNotEmpty().allMatch(node -> !node.get("additionalProperties")
                .asBoolean(true));
    }

    @Test
    void everyReferenceResolves() {
        assertThat(tree.findValuesAsText("$ref")).isNotEmpty().allMatch(ref -> tree.at(ref.substring(1))
                .isObject());
    }

    @Test
    void theSampleIsValid() throws JsonProcessingException {
        assertThat(validate(SAMPLE)).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> whateverIsWrittenIsValid() {
        return LongStream.range(1000, 1040)
                .mapToObj(seed -> DynamicTest.dynamicTest(
                        "seed " + seed, () -> assertThat(validate(PlanFile.write(new RandomPlan(seed).next())))
                                .isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> whatIsWrongIsInvalidToo() {
        return Stream.of(
                        new String[] {"title: Add the column", "titel: Add the column"},
                        new String[] {"- kind: sql", "- kind: sequel"},
                        new String[] {"lock: 2s", "lock: 2 seconds"},
                        new String[] {"test: false", "test: perhaps"},
                        new String[] {"batchRows: 5000", "batchRows: many"},
                        new String[] {"level: access-exclusive", "level: strong"},
                        new String[] {"mayRun: [clinic v0]", "mayRun: clinic v0"},
                        new String[] {"format: 1", "format: 2"},
                        new String[] {"directions:\n    expand:", "directions:\n    expandd:"})
                .map(slip -> DynamicTest.dynamicTest(slip[1], () -> {
                    assertThat(SAMPLE).contains(slip[0]);
                    assertThat(validate(SAMPLE.replace(slip[0], slip[1]))).isNotEmpty();
                }));
    }

    private Set<ValidationMessage> validate(String yaml) throws JsonProcessingException {
        return schema.validate(new YAMLMapper().readTree(yaml));
    }
}
