package dev.theater.component.validation;

import java.util.List;

import dev.theater.component.binary.Definition;
import dev.theater.component.binary.DefType;
import dev.theater.component.binary.ExternDesc;
import dev.theater.component.binary.NameAttribute;
import dev.theater.component.binary.NameAttribute.Kind;
import dev.theater.component.binary.NamedIndex;
import dev.theater.component.binary.Sort;
import dev.theater.component.binary.SortIndex;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Attributes of names, wherever a name is given. */
class AttributeRulesTests extends ValidatorFixture {

	/** Type 0 is an empty instance, type 1 a function. */
	@BeforeEach
	void types() {
		add(new Definition.Type(next(), new DefType.Instance(List.of())));
		add(new Definition.Type(next(), TEXT_TO_TEXT));
	}

	private NameAttribute implemented(String value) {
		return new NameAttribute(Kind.IMPLEMENTS, value, next());
	}

	private NameAttribute externalId(String value) {
		return new NameAttribute(Kind.EXTERNAL_ID, value, next());
	}

	private void importInstance(String name, NameAttribute... attributes) {
		add(new Definition.Import(next(), name, List.of(attributes), new ExternDesc.Instance(0)));
	}

	@Test
	void instancesWithPlainNamesMayImplementInterfaces() {
		importInstance("a", implemented("a:b/c"), externalId("x"));
		importInstance("b", implemented("a:b/c"));
		importInstance("c", implemented("a:b/c@1.0.0"), externalId("x"));
		importInstance("a:b/c");
		add(new Definition.Export(next(), "d", List.of(implemented("a:b/c")), new SortIndex(Sort.INSTANCE, 0), null));
		assertThat(validate().type().imports()).containsOnlyKeys("a", "b", "c", "a:b/c");
	}

	@Test
	void anythingMayHaveAnExternalId() {
		add(new Definition.Import(next(), "f", List.of(externalId("")), new ExternDesc.Function(1)));
		importInstance("a:b/c", externalId("♥"));
		assertThat(validate().type().imports()).containsOnlyKeys("f", "a:b/c");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a", "not-valid", "a:b", "a:b/c@1", "url=<a>", "[method]a.b", "A:b/c" })
	void refusesToImplementWhatIsNoInterface(String value) {
		importInstance("a", implemented(value));
		refused(ValidationRule.NAME, "implements \"" + value + "\"");
	}

	@Test
	void refusesAnythingButAnInstanceToImplement() {
		add(new Definition.Import(next(), "a", List.of(implemented("a:b/c")), new ExternDesc.Function(1)));
		refused(ValidationRule.NAME, "only instances implement interfaces");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a:b/c", "a:b/d@1.0.0" })
	void refusesToImplementUnderTheNameOfAnInterface(String name) {
		importInstance(name, implemented("a:b/c"));
		refused(ValidationRule.NAME, "a label such as");
	}

	@Test
	void refusesAnAttributeTwice() {
		importInstance("a", implemented("a:b/c"), externalId("x"), implemented("a:b/d"));
		refused(ValidationRule.NAME, "says \"implements\" twice");
		this.definitions.removeLast();
		importInstance("a", externalId("x"), externalId("x"));
		refused(ValidationRule.NAME, "says \"external-id\" twice");
	}

	@Test
	void attributesMakeNoNameDifferent() {
		importInstance("a", implemented("a:b/c"));
		importInstance("a", implemented("a:b/d"));
		refused(ValidationRule.UNIQUE_NAMES, "\"a\"");
	}

	@Test
	void appliesToExportsBundlesAndDeclarations() {
		importInstance("a");
		SortIndex first = new SortIndex(Sort.INSTANCE, 0);
		List<NameAttribute> wrong = List.of(implemented("x"));
		Definition.ExportDeclaration declared = new Definition.ExportDeclaration(next(), "b", wrong,
				new ExternDesc.Instance(0));
		Definition.Import imported = new Definition.Import(next(), "b", wrong, new ExternDesc.Instance(0));
		Definition.Type instance = new Definition.Type(next(), new DefType.Instance(List.of()));
		for (Definition definition : List.of(new Definition.Export(next(), "b", wrong, first, null),
				new Definition.Bundle(next(), List.of(new NamedIndex("b", wrong, first, next()))),
				new Definition.Type(next(), new DefType.Instance(List.of(instance, declared))),
				new Definition.Type(next(), new DefType.Component(List.of(instance, declared))),
				new Definition.Type(next(), new DefType.Component(List.of(instance, imported))))) {
			add(definition);
			refused(ValidationRule.NAME, "implements \"x\"");
			this.definitions.removeLast();
		}
	}

}
