package dev.theater.component.validation;

import java.util.List;
import java.util.stream.Stream;

import dev.theater.component.binary.CanonOption.Kind;
import dev.theater.component.binary.ComponentAst;
import dev.theater.component.binary.DefType;
import dev.theater.component.binary.Definition;
import dev.theater.component.binary.ExternDesc;
import dev.theater.component.binary.Sort;
import dev.theater.component.binary.TypeReference;
import dev.theater.component.type.PrimitiveType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class VisibilityTests extends ValidatorFixture {

	private static final ExternDesc FUNCTION_1 = new ExternDesc.Function(1);

	static Stream<DefType> typesThatNeedNames() {
		return Stream.of(record(STRING), new DefType.Enumeration(List.of("a")), new DefType.Flags(List.of("a")),
				new DefType.Variant(List.of(new DefType.Labelled("a", null))));
	}

	static Stream<DefType> typesThatNeedNone() {
		return Stream.of(new DefType.ListOf(STRING), new DefType.Option(STRING), new DefType.Tuple(List.of(STRING)),
				new DefType.Result(STRING, null), new DefType.Primitive(PrimitiveType.U8));
	}

	static Stream<DefType> typesAround() {
		TypeReference inner = at(0);
		return Stream.of(record(inner), new DefType.ListOf(inner), new DefType.Option(inner),
				new DefType.Tuple(List.of(STRING, inner)), new DefType.Result(null, inner),
				new DefType.Variant(List.of(new DefType.Labelled("a", inner))));
	}

	@ParameterizedTest
	@MethodSource("typesThatNeedNames")
	void refusesFunctionsOfTypesWithoutName(DefType type) {
		type(type);
		type(function(at(0), null));
		refusedWith(() -> importAs("f", FUNCTION_1), ValidationRule.VISIBILITY, "the import \"f\" refers to the type ");
		refusedWith(() -> importType("f", 1), ValidationRule.VISIBILITY, "the import \"f\"");
		refusedWith(() -> exportType("f", 1), ValidationRule.VISIBILITY,
				"import or export the type before it and refer to the import or export");
	}

	@ParameterizedTest
	@MethodSource("typesThatNeedNames")
	void takesFunctionsOfImportedTypes(DefType type) {
		type(type);
		importType("t", 0);
		type(function(at(1), null));
		importAs("f", new ExternDesc.Function(2));
		exportType("g", 2);
		assertThat(validate().type().imports()).containsOnlyKeys("t", "f");
	}

	@ParameterizedTest
	@MethodSource("typesThatNeedNone")
	void takesFunctionsOfTypesThatNeedNoName(DefType type) {
		type(type);
		type(function(at(0), at(0)));
		importAs("f", FUNCTION_1);
		assertThat(validate().type().imports()).containsOnlyKeys("f");
	}

	@ParameterizedTest
	@MethodSource("typesAround")
	void looksIntoTypes(DefType around) {
		type(record(STRING));
		type(around);
		refusedWith(() -> importType("t", 1), ValidationRule.VISIBILITY, "record { field: string }");
		refusedWith(() -> exportType("t", 1), ValidationRule.VISIBILITY, "record { field: string }");
		this.definitions.clear();
		type(record(STRING));
		exportType("inner", 0);
		outerType(0, 1);
		type(moved(around));
		exportType("t", 3);
		assertThat(validate().type().exports()).containsOnlyKeys("inner", "t");
	}

	/** The same type around type 2, an alias of the export. */
	private static DefType moved(DefType around) {
		return switch (around) {
			case DefType.ListOf list -> new DefType.ListOf(at(2));
			case DefType.Option option -> new DefType.Option(at(2));
			case DefType.Tuple tuple -> new DefType.Tuple(List.of(at(2)));
			case DefType.Result result -> new DefType.Result(null, at(2));
			case DefType.Variant variant -> new DefType.Variant(List.of(new DefType.Labelled("a", at(2))));
			default -> record(at(2));
		};
	}

	@Test
	void namesTheExportAndNotWhatIsExported() {
		type(record(STRING));
		exportType("t", 0);
		type(function(at(0), null));
		type(function(at(1), null));
		refusedWith(() -> exportType("f", 2), ValidationRule.VISIBILITY, "\"f\"");
		exportType("f", 3);
		assertThat(validate().type().exports()).containsOnlyKeys("t", "f");
	}

	@Test
	void letsAnAscribedTypeGiveTheName() {
		withModule();
		type(record(STRING));
		type(function(at(0), STRING));
		add(new Definition.Lift(next(), 3, List.of(option(Kind.MEMORY, 0), option(Kind.REALLOC, 0)), 1));
		exportType("t", 0);
		type(function(at(2), STRING));
		refusedWith(() -> add(export("f", Sort.FUNCTION, 0)), ValidationRule.VISIBILITY, "\"f\"");
		exportAs("f", Sort.FUNCTION, 0, new ExternDesc.Function(3));
		assertThat(validate().type().exports()).containsOnlyKeys("t", "f");
	}

	@Test
	void refusesImportsThatReferToExports() {
		type(record(STRING));
		exportType("t", 0);
		type(function(at(1), null));
		refusedWith(() -> importAs("f", new ExternDesc.Function(2)), ValidationRule.VISIBILITY,
				"import the type before it");
	}

	@Test
	void checksInstanceTypesWhereTheyAreUsed() {
		instanceType(() -> {
			type(record(STRING));
			type(function(at(0), null));
			declare("f", FUNCTION_1);
		});
		assertThat(validate().definitions()).isEmpty();
		refusedWith(() -> importAs("i", new ExternDesc.Instance(0)), ValidationRule.VISIBILITY, "\"i\"");
		refusedWith(() -> importType("i", 0), ValidationRule.VISIBILITY, "\"i\"");
		refusedWith(() -> exportType("i", 0), ValidationRule.VISIBILITY, "\"i\"");
	}

	@Test
	void takesTheNamesThatAnImportedInstanceBrings() {
		instanceType(() -> {
			type(record(STRING));
			declareType("t", 0);
			type(function(at(1), null));
			declare("f", new ExternDesc.Function(2));
		});
		importAs("i", new ExternDesc.Instance(0));
		alias(Sort.TYPE, 0, "t");
		type(function(at(1), null));
		importAs("g", new ExternDesc.Function(2));
		assertThat(validate().type().imports()).containsOnlyKeys("i", "g");
	}

	@Test
	void checksComponentTypesWhereTheyAreSpelledOut() {
		refusedWith(() -> componentType(() -> {
			type(record(STRING));
			type(function(at(0), null));
			declare("f", FUNCTION_1);
		}), ValidationRule.VISIBILITY, "\"f\"");
		refusedWith(() -> componentType(() -> {
			type(record(STRING));
			declareType("t", 0);
			type(function(at(1), null));
			importAs("f", new ExternDesc.Function(2));
		}), ValidationRule.VISIBILITY, "the import \"f\"");
		componentType(() -> {
			type(record(STRING));
			declareType("t", 0);
			type(function(at(1), null));
			declare("f", new ExternDesc.Function(2));
		});
		assertThat(validate().definitions()).isEmpty();
	}

	@Test
	void takesNamesOfInstancesOnlyWhenTheyAreExported() {
		type(record(STRING));
		bundle(named("t", Sort.TYPE, 0));
		alias(Sort.TYPE, 0, "t");
		type(function(at(1), null));
		refusedWith(() -> exportType("f", 2), ValidationRule.VISIBILITY, "\"f\"");
		add(export("i", Sort.INSTANCE, 0));
		exportType("f", 2);
		assertThat(validate().type().exports()).containsOnlyKeys("i", "f");
	}

	@Test
	void givesInstancesTheNamesOfTheirArguments() {
		type(record(STRING));
		importType("t", 0);
		nested(() -> {
			type(record(STRING));
			importType("t", 0);
			type(record(at(1)));
			exportType("u", 2);
		});
		instantiate(0, named("t", Sort.TYPE, 1));
		alias(Sort.TYPE, 0, "u");
		exportType("u", 2);
		assertThat(validate().type().exports()).containsOnlyKeys("u");
		this.definitions.removeIf((each) -> each instanceof Definition.Instantiate);
		this.definitions.add(3, new Definition.Instantiate(next(), 0, List.of(named("t", Sort.TYPE, 0))));
		refused(ValidationRule.VISIBILITY, "\"u\"");
	}

	@Test
	void hasNoNamesOfTheComponentAround() {
		type(record(STRING));
		importType("t", 0);
		refusedWith(() -> nested(() -> {
			outerType(1, 1);
			type(function(at(0), null));
			importAs("f", FUNCTION_1);
		}), ValidationRule.VISIBILITY, "\"f\"");
		nested(() -> {
			outerType(1, 1);
			importType("t", 0);
			type(function(at(1), null));
			importAs("f", new ExternDesc.Function(2));
		});
		assertThat(validate().definitions()).hasSize(2);
	}

	@Test
	void needsNoNamesInComponentsThatTheHostMakes() {
		type(record(STRING));
		type(function(at(0), null));
		importAs("f", FUNCTION_1);
		refused(ValidationRule.VISIBILITY, "\"f\"");
		assertThat(ComponentValidator.ofUnnamedTypes((bytes, at) -> MODULE)
			.validate(new ComponentAst(0, this.definitions))
			.type()
			.imports()).containsOnlyKeys("f");
	}

	@Test
	void looksAtSharedPartsOnce() {
		type(record(STRING));
		importType("t", 0);
		for (int i = 1; i < 17; i++) {
			type(new DefType.Tuple(List.of(at(i), at(i))));
		}
		for (int i = 0; i < 1_000; i++) {
			type(function(at(17), null));
			importAs("f" + i, new ExternDesc.Function(18 + i));
		}
		assertThat(validate().type().imports()).hasSize(1_001);
	}

}
