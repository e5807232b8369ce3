package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What moves the value without naming an accessor: copies by name, reflection, mappers that MapStruct makes. */
class CopyTest {

    @TempDir
    Path root;

    private SmallRepository repository;

    @BeforeEach
    void ownersSuppliersAndWhatTheyAreCopiedTo() {
        repository = SmallRepository.clinic(root)
                .java("View", "class View { String telephone; String phone; List<Owner> owners; Owner owner; }")
                .java("Other", "class Other { String mail; }")
                .java("Names", "interface Names { String PHONE = \"telephone\"; String MAIL = \"mail\"; }");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BeanUtils.copyProperties(o, v)                               | READ ACCESSOR CERTAIN",
                "BeanUtils.copyProperties(v, o)                               | WRITE ACCESSOR CERTAIN",
                "org.apache.commons.beanutils.BeanUtils.copyProperties(v, o)  | READ ACCESSOR CERTAIN",
                "PropertyUtils.copyProperties(o, v)                           | WRITE ACCESSOR CERTAIN",
                "BeanUtils.copyProperties(o, v, \"lastName\")                 | READ ACCESSOR CERTAIN",
                "BeanUtils.copyProperties(o, v, \"telephone\")                |",
                "BeanUtils.copyProperties(o, v, Names.PHONE)                  |",
                "BeanUtils.copyProperties(o, new Other())                     |",
                "BeanUtils.copyProperties(s, v)                               |",
                "BeanUtil.copyToList(all, View.class)                         | READ ACCESSOR CERTAIN",
                "model.map(o, View.class)                                     | READ ACCESSOR LIKELY",
                "model.map(v, o)                                              | WRITE ACCESSOR LIKELY",
                "facade.mapAsList(all, View.class)                            | READ ACCESSOR LIKELY",
                "json.convertValue(o, View.class)                             | READ ACCESSOR LIKELY",
                "json.convertValue(o, type)                                   | READ ACCESSOR POSSIBLE",
                "all.stream().map(each -> model.map(each, View.class))        | READ ACCESSOR LIKELY",
                "all.stream().map(each -> model.map(each, Other.class))       |"
            })
    void copiesTakeWhatBothSidesHave(String call, String expected) {
        repository.java(
                "Use",
                "class Use { ModelMapper model; MapperFacade facade; ObjectMapper json;"
                        + " Object a(Owner o, Supplier s, View v, List<Owner> all, Class<?> type) { return " + call
                        + "; } }");
        assertThat(repository.found())
                .filteredOn(each -> each.contains("ACCESSOR"))
                .isEqualTo(expected == null ? List.of() : List.of("Use.java:a " + expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PropertyUtils.getProperty(o, \"telephone\")                            | READ",
                "PropertyUtils.setProperty(o, Names.PHONE, 1)                           | WRITE",
                "ReflectionTestUtils.setField(o, \"telephone\", 1)                      | WRITE",
                "ReflectionTestUtils.invokeMethod(o, \"setTelephone\", 1)               | WRITE",
                "new BeanWrapperImpl(o).getPropertyValue(\"telephone\")                 | READ",
                "PropertyAccessorFactory.forBeanPropertyAccess(o).setPropertyValue(Names.PHONE, 1) | WRITE",
                "Owner.class.getDeclaredField(\"telephone\")                            | READ_WRITE",
                "o.getClass().getMethod(\"getTelephone\")                               | READ",
                "ReflectionUtils.findField(Owner.class, \"telephone\")                  | READ_WRITE"
            })
    void reflectionNamesPropertiesInStrings(String call, String access) {
        repository.java("Use", "class Use { Object a(Owner o) { return " + call + "; } }");
        assertThat(repository.found()).containsExactly("Use.java:a " + access + " ACCESSOR CERTAIN");
    }

    @ParameterizedTest
    @CsvSource({
        "'PropertyUtils.getProperty(o, \"telephone\")'",
        "'ReflectionTestUtils.setField(o, Names.PHONE, 1)'",
        "'Supplier.class.getDeclaredField(\"telephone\")'"
    })
    void reflectionOnAnotherClassNamesItsOwnProperty(String call) {
        repository.java("Use", "class Use { Owner x; Object a(Supplier o) { return " + call + "; } }");
        assertThat(repository.found()).noneMatch(each -> each.contains("ACCESSOR"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "View a(Owner o);                                                        | READ",
                "Owner a(View v);                                                        | WRITE",
                "void a(View v, @MappingTarget Owner o);                                 | WRITE",
                "Other a(Owner o);                                                       |",
                "View a(Supplier s);                                                     |",
                "default View a(Owner o) { return null; }                                |",
                "@Mapping(target = \"telephone\", ignore = true) Owner a(View v);        |",
                "@BeanMapping(ignoreByDefault = true) Owner a(View v);                   |",
                "@Mapping(source = \"telephone\", target = \"mail\") Other a(Owner o);   | READ",
                "@Mapping(source = \"owner.telephone\", target = \"mail\") Other a(View v);      | READ",
                "@Mapping(source = \"o.telephone\", target = \"mail\") Other a(Owner o, int x);  | READ",
                "@Mappings({@Mapping(source = \"telephone\", target = \"mail\")}) Other a(Owner o); | READ",
                "@Mapping(target = \"mail\", expression = \"java(o.getTelephone())\") Other a(Owner o); | READ",
                "@Mapping(target = \"owner.telephone\", source = \"mail\") View a(Other o);      | WRITE"
            })
    void mapstructCopiesWhatHasTheNameOrIsMapped(String method, String access) {
        repository.java("Maps", "import org.mapstruct.Mapper; @Mapper interface Maps { " + method + " }");
        assertThat(repository.found())
                .filteredOn(each -> each.contains("ACCESSOR"))
                .isEqualTo(access == null ? List.of() : List.of("Maps.java:a " + access + " ACCESSOR CERTAIN"));
    }

    @Test
    void aGenericMapperMapsWhatItIsBoundTo() {
        repository
                .java("Generic", "interface Generic<D, E> { E toEntity(D d); D toDto(E e); }")
                .java("Maps", "import org.mapstruct.Mapper; @Mapper interface Maps extends Generic<View, Owner> {}")
                .java("None", "import org.mapstruct.Mapper; @Mapper interface None extends Generic<View, Supplier> {}");
        assertThat(repository.found())
                .containsExactly("Maps.java:Maps READ ACCESSOR CERTAIN", "Maps.java:Maps WRITE ACCESSOR CERTAIN");
    }

    @Test
    void theInverseOfAMappingWritesWhatItReads() {
        repository.java("Maps", """
                        import org.mapstruct.*;
                        @Mapper interface Maps {
                            @Mapping(source = "telephone", target = "mail") Other to(Owner o);
                            @InheritInverseConfiguration(name = "to") Owner back(Other o);
                        }
                        """);
        assertThat(repository.found())
                .filteredOn(each -> each.contains("ACCESSOR"))
                .containsExactly("Maps.java:to READ ACCESSOR CERTAIN", "Maps.java:back WRITE ACCESSOR CERTAIN");
    }
}
