package io.annals.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.annals.command.planted.CommandKnowsAView;
import io.annals.contracts.planted.ContractKnowsSpring;
import io.annals.contracts.planted.ContractKnowsTheLog;
import io.annals.eventstore.planted.StoreKnowsASide;
import io.annals.projections.planted.ProjectionKnowsACommandHandler;
import io.annals.query.planted.CustomerHelper;
import io.annals.query.planted.QueryKnowsACommandHandler;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may know whom, in words. Each rule is proven by a class planted to break it. */
class RoomsTest {

    private static final String CONTRACTS = "io.annals.contracts..";
    private static final String STORE = "io.annals.eventstore..";
    private static final String COMMAND = "io.annals.command..";
    private static final String PROJECTIONS = "io.annals.projections..";
    private static final String QUERY = "io.annals.query..";
    private static final String APP = "io.annals.app..";
    private static final String ENGINES = "io.annals.engines..";

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.annals");

    static Stream<Arguments> rules() {
        return Stream.of(
                arguments(
                        knowsNone(CONTRACTS, STORE, COMMAND, PROJECTIONS, QUERY, APP, ENGINES),
                        ContractKnowsTheLog.class),
                arguments(
                        knowsNone(
                                CONTRACTS,
                                "org.springframework..",
                                "org.postgresql..",
                                "com.mongodb..",
                                "org.elasticsearch.."),
                        ContractKnowsSpring.class),
                arguments(knowsNone(STORE, COMMAND, PROJECTIONS, QUERY, APP, ENGINES), StoreKnowsASide.class),
                arguments(knowsNone(COMMAND, PROJECTIONS, QUERY, APP, ENGINES), CommandKnowsAView.class),
                arguments(knowsNone(PROJECTIONS, COMMAND, QUERY, APP, ENGINES), ProjectionKnowsACommandHandler.class),
                arguments(knowsNone(QUERY, COMMAND, APP, ENGINES), QueryKnowsACommandHandler.class),
                arguments(
                        noClasses()
                                .should()
                                .haveNameMatching(
                                        ".*(Manager|Helper|Util|Utils|Impl|Base|Common|DTO|Dto|Data)(\\$.*)?"),
                        CustomerHelper.class));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holdsInTheProduct(ArchRule rule, Class<?> planted) {
        assertThat(PRODUCT).hasSizeGreaterThan(100);
        rule.check(PRODUCT);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void isBrokenByThePlantedClass(ArchRule rule, Class<?> planted) {
        JavaClasses one = new ClassFileImporter().importClasses(planted);
        assertThat(rule.allowEmptyShould(true).evaluate(one).hasViolation())
                .as("%s breaks: %s", planted.getSimpleName(), rule.getDescription())
                .isTrue();
    }

    private static ArchRule knowsNone(String room, String... others) {
        return noClasses()
                .that()
                .resideInAPackage(room)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others);
    }
}
