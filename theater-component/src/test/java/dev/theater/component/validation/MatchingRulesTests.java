package dev.theater.component.validation;

import java.util.List;
import java.util.stream.Stream;

import dev.theater.component.binary.DefType;
import dev.theater.component.binary.Definition;
import dev.theater.component.binary.ExternDesc;
import dev.theater.component.binary.Sort;
import dev.theater.component.binary.TypeReference;
import dev.theater.component.type.PrimitiveType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What fits where, and what may be aliased. */
class MatchingRulesTests extends ValidatorFixture {

	private static final TypeReference U8 = new TypeReference.Primitive(PrimitiveType.U8);

	private static final TypeReference U16 = new TypeReference.Primitive(PrimitiveType.U16);

	static Stream<Arguments> differentTypes() {
		return Stream.of(Arguments.of(record(U8), record(U16)),
				Arguments.of(record(U8), new DefType.Tuple(List.of(U8))),
				Arguments.of(new DefType.ListOf(U8), new DefType.Option(U8)),
				Arguments.of(new DefType.Enumeration(List.of("a", "b")), new DefType.Enumeration(List.of("b", "a"))),
				Arguments.of(new DefType.Enumeration(List.of("a")), new DefType.Enumeration(List.of("a", "b"))),
				Arguments.of(new DefType.Flags(List.of("a")), new DefType.Flags(List.of("b"))),
				Arguments.of(new DefType.Result(U8, null), new DefType.Result(null, U8)),
				Arguments.of(new DefType.Variant(List.of(new DefType.Labelled("a", U8))),
						new DefType.Variant(List.of(new DefType.Labelled("a", null)))),
				Arguments.of(function(U8, null), function(null, U8)),
				Arguments.of(new DefType.Instance(List.of()), function(null, null)),
				Arguments.of(new DefType.Instance(List.of()), new DefType.Component(List.of())));
	}

	@ParameterizedTest
	@MethodSource("differentTypes")
	void comparesTypesByStructure(DefType one, DefType other) {
		type(one);
		type(other);
		type(one);
		nested(() -> {
			type(one);
			importType("t", 0);
		});
		refusedWith(() -> instantiate(0, named("t", Sort.TYPE, 1)), ValidationRule.INSTANTIATION,
				"component 0 cannot be instantiated: argument \"t\"");
		refusedWith(() -> exportAs("t", Sort.TYPE, 0, new ExternDesc.EqualType(1)), ValidationRule.EXPORT,
				"is exported with a type that it does not have");
		instantiate(0, named("t", Sort.TYPE, 2));
		exportAs("t", Sort.TYPE, 0, new ExternDesc.EqualType(2));
		assertThat(validate().type().exports()).containsOnlyKeys("t");
	}

	@Test
	void takesInstancesThatExportMore() {
		type(function(null, null));
		importAs("f", new ExternDesc.Function(0));
		nested(() -> {
			instanceType(() -> {
				outerType(2, 0);
				declare("a", new ExternDesc.Function(0));
			});
			importAs("i", new ExternDesc.Instance(0));
		});
		bundle(named("a", Sort.FUNCTION, 0), named("b", Sort.FUNCTION, 0));
		bundle(named("b", Sort.FUNCTION, 0));
		refusedWith(() -> instantiate(0, named("i", Sort.INSTANCE, 1)), ValidationRule.INSTANTIATION,
				"argument \"i\": no export \"a\"");
		instantiate(0, named("i", Sort.INSTANCE, 0));
		assertThat(validate().definitions()).hasSize(5);
	}

	@Test
	void doesNotTakeMoreExportsForTheSameType() {
		instanceType(() -> exportsOf("a"));
		instanceType(() -> exportsOf("a", "b"));
		nested(() -> {
			instanceType(() -> exportsOf("a"));
			importType("t", 0);
		});
		refusedWith(() -> instantiate(0, named("t", Sort.TYPE, 1)), ValidationRule.INSTANTIATION, "no export \"b\"");
		instantiate(0, named("t", Sort.TYPE, 0));
		assertThat(validate().definitions()).hasSize(2);
	}

	@Test
	void takesComponentsThatImportLessAndExportMore() {
		nested(() -> {
			importsOf("a");
			add(export("b", Sort.FUNCTION, 0));
		});
		nested(() -> {
			componentType(() -> {
				importsOf("a", "c");
				declare("b", new ExternDesc.Function(0));
			});
			importAs("x", new ExternDesc.Component(0));
		});
		nested(() -> {
			componentType(() -> exportsOf("b"));
			importAs("x", new ExternDesc.Component(0));
		});
		nested(() -> {
			componentType(() -> {
				importsOf("a");
				declare("b", new ExternDesc.Function(0));
				declare("d", new ExternDesc.Function(0));
			});
			importAs("x", new ExternDesc.Component(0));
		});
		refusedWith(() -> instantiate(2, named("x", Sort.COMPONENT, 0)), ValidationRule.INSTANTIATION,
				"argument \"x\": no import \"a\"");
		refusedWith(() -> instantiate(3, named("x", Sort.COMPONENT, 0)), ValidationRule.INSTANTIATION,
				"argument \"x\": no export \"d\"");
		instantiate(1, named("x", Sort.COMPONENT, 0));
		assertThat(validate().definitions()).hasSize(5);
	}

	@Test
	void refusesAliasesThatAreNotAllowed() {
		type(function(null, null));
		importAs("f", new ExternDesc.Function(0));
		for (Sort sort : List.of(Sort.FUNCTION, Sort.INSTANCE, Sort.CORE_FUNCTION)) {
			refusedWith(() -> add(new Definition.OuterAlias(next(), sort, 0, 0)), ValidationRule.ALIAS,
					"only types, core modules and components may be aliased outwards");
		}
		nested(() -> {
		});
		refusedWith(() -> componentType(() -> add(new Definition.OuterAlias(next(), Sort.COMPONENT, 1, 0))),
				ValidationRule.ALIAS, "only types may be aliased there");
		refusedWith(() -> instanceType(() -> outerType(5, 0)), ValidationRule.ALIAS, "where there are only 1");
		refusedWith(() -> componentType(() -> {
			instanceType(() -> exportsOf("f"));
			importAs("i", new ExternDesc.Instance(0));
			alias(Sort.FUNCTION, 0, "f");
		}), ValidationRule.ALIAS, "only types and instances may be aliased there");
		add(new Definition.OuterAlias(next(), Sort.COMPONENT, 0, 0));
		assertThat(validate().definitions()).hasSize(3);
	}

	@Test
	void refusesDeclarationsOutsideTypes() {
		type(function(null, null));
		declare("f", new ExternDesc.Function(0));
		refused(ValidationRule.EXPORT, "outside a type");
		this.definitions.clear();
		refusedWith(() -> instanceType(() -> nested(() -> {
		})), ValidationRule.ALIAS, "a declaration in a type");
	}

	@Test
	void refusesFunctionsWithVeryManyParameters() {
		type(functionOf(1_001));
		refused(ValidationRule.LIMIT, "1001 parameters; at most 1,000");
		this.definitions.clear();
		type(functionOf(1_000));
		assertThat(validate().definitions()).isEmpty();
	}

	private static DefType functionOf(int params) {
		return new DefType.Function(
				Stream.iterate(0, (i) -> i + 1).limit(params).map((i) -> new DefType.Labelled("p" + i, U8)).toList(),
				null);
	}

	private void exportsOf(String... names) {
		type(function(null, null));
		for (String name : names) {
			declare(name, new ExternDesc.Function(0));
		}
	}

	private void importsOf(String... names) {
		type(function(null, null));
		for (String name : names) {
			importAs(name, new ExternDesc.Function(0));
		}
	}

}
