package dev.theater.component.validation;

import java.util.List;

import dev.theater.component.binary.DefType;
import dev.theater.component.binary.ExternDesc;
import dev.theater.component.binary.Sort;
import dev.theater.component.binary.TypeReference;
import dev.theater.component.type.PrimitiveType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class NameRulesTests extends ValidatorFixture {

	private static final TypeReference U32 = new TypeReference.Primitive(PrimitiveType.U32);

	private static final String SHA = "sha256-RRcBo5IZ6HHkV5t8YfR3x8oYb0qkq2Y4mTXb5u9wE1Q=";

	@ParameterizedTest
	@ValueSource(strings = { "url=<>", "url=<https://example.org/a?b=c>", "url=<a>,integrity=<" + SHA + ">",
			"integrity=<" + SHA + ">", "integrity=<" + SHA + " sha512-ab12+/==?opt>", "unlocked-dep=<a:b>",
			"unlocked-dep=<a:b@*>", "unlocked-dep=<a-1:b-2@{>=1.0.0}>", "unlocked-dep=<a:b@{<2.0.0}>",
			"unlocked-dep=<a:b@{>=1.0.0 <2.0.0-rc.1}>", "locked-dep=<a:b>", "locked-dep=<a:b@1.2.3>",
			"locked-dep=<a:b@1.2.3>,integrity=<" + SHA + ">" })
	void takesNamesThatPointAtOtherComponents(String name) {
		importNamed(name);
		assertThat(validate().type().imports()).containsOnlyKeys(name);
		this.definitions.clear();
		type(new DefType.Instance(List.of()));
		importAs("i", new ExternDesc.Instance(0));
		add(export(name, Sort.INSTANCE, 0));
		refused(ValidationRule.NAME, "\"" + name + "\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "url=", "url=<", "url=<a", "url=<a<b>", "url=<a>b", "url=<a>,", "url=<a>,integrity=<>",
			"url=<a>, integrity=<" + SHA + ">", "integrity=<sha1-abcd>", "integrity=<sha256->", "integrity=<" + SHA,
			"unlocked-dep=<>", "unlocked-dep=<a>", "unlocked-dep=<a:b@1.0.0>", "unlocked-dep=<a:b@{}>",
			"unlocked-dep=<a:b@{>1.0.0}>", "unlocked-dep=<a:b@{>=1.0}>", "unlocked-dep=<a:b@{<2.0.0 >=1.0.0}>",
			"unlocked-dep=<A:b>", "locked-dep=<a:b@*>", "locked-dep=<a:b/c>", "locked-dep=<a:b@1.2>",
			"locked-dep=<a:b>,integrity=<x>", "relative-url=<a>", "[method]", "[method]a", "[method]a.", "[method].a",
			"[method]a.b.c", "[static]a", "[static]a.b_c", "[constructor]", "[constructor]a.b", "[Method]a.b",
			"[async]", "[async]a.b", "[async method]a", "[implements=<a>]b", "[implements=<a:b/c>]", "[implements=]b",
			"[other]a" })
	void refusesNamesThatOnlyLookLikeOthers(String name) {
		importNamed(name);
		refused(ValidationRule.NAME, "\"" + name + "\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[async]a", "[async method]a.b", "[async static]a.b", "[implements=<a:b/c@1.0.0>]d" })
	void refusesAnnotationsOfOtherDraftsByName(String name) {
		importNamed(name);
		unsupported(name);
	}

	@Test
	void takesVeryLongNamesOrRefusesThem() {
		importNamed("a" + "-a".repeat(50_000));
		assertThat(validate().type().imports()).hasSize(1);
		this.definitions.clear();
		importNamed("a:b/c@1.0.0-a" + ".a".repeat(50_000));
		refused(ValidationRule.NAME, "a:b/c@1.0.0-a.a");
		this.definitions.clear();
		importNamed("unlocked-dep=<a" + "-a".repeat(50_000) + ":b>");
		refused(ValidationRule.NAME, "unlocked-dep=<a-a");
	}

	@ParameterizedTest
	@CsvSource({ "a,A", "a-b,A-b", "ns:pkg/iface,ns:pkg/IFACE" })
	void refusesNamesThatDifferInCaseOnly(String one, String other) {
		importNamed(one);
		refusedWith(() -> importAs(other, new ExternDesc.Instance(0)), ValidationRule.UNIQUE_NAMES,
				"the import \"" + other + "\" where there already is \"" + one + "\"");
	}

	@ParameterizedTest
	@CsvSource({ "a,b", "a-b,ab", "ns:pkg/iface,ns:pkg/iface@1.0.0", "ns:pkg/iface@1.0.0-RC,ns:pkg/iface@1.0.0-rc",
			"iface,ns:pkg/iface" })
	void takesNamesThatDifferInMore(String one, String other) {
		importNamed(one);
		importAs(other, new ExternDesc.Instance(0));
		assertThat(validate().type().imports()).containsOnlyKeys(one, other);
	}

	@Test
	void takesAResourcesFunctions() {
		resource();
		importAs("[constructor]file", new ExternDesc.Function(3));
		importAs("[method]file.read", new ExternDesc.Function(4));
		importAs("[static]file.open", new ExternDesc.Function(5));
		importAs("[method]file.a", new ExternDesc.Function(4));
		importAs("a", new ExternDesc.Function(5));
		unsupported("resources");
	}

	@Test
	void takesConstructorsThatCanFail() {
		resource();
		type(new DefType.Result(at(1), STRING));
		type(function(null, at(6)));
		importAs("[constructor]file", new ExternDesc.Function(7));
		unsupported("resources");
	}

	@Test
	void refusesConstructorsThatMakeSomethingElse() {
		resource();
		type(new DefType.Result(null, at(1)));
		type(function(null, at(6)));
		type(function(null, U32));
		for (long type : new long[] { 4, 5, 7, 8 }) {
			refusedWith(() -> importAs("[constructor]file", new ExternDesc.Function(type)), ValidationRule.NAME,
					"its result has to be own or result<own> of \"file\"");
		}
	}

	@Test
	void refusesMethodsOfSomethingElse() {
		resource();
		type(new DefType.Function(List.of(new DefType.Labelled("self", at(1))), null));
		type(new DefType.Function(List.of(new DefType.Labelled("me", at(2))), null));
		type(new DefType.Function(List.of(new DefType.Labelled("self", U32)), null));
		for (long type : new long[] { 3, 5, 6, 7, 8 }) {
			refusedWith(() -> importAs("[method]file.read", new ExternDesc.Function(type)), ValidationRule.NAME,
					"its first parameter has to be \"self\", a borrow of \"file\"");
		}
	}

	@Test
	void refusesFunctionsOfResourcesWithoutThatName() {
		resource();
		importAs("alike", new ExternDesc.EqualType(0));
		importNamedInstance();
		for (String name : List.of("[constructor]fil", "[static]fil.a", "[method]fil.a", "[static]a-function.a")) {
			refusedWith(() -> importAs(name, new ExternDesc.Function(5)), ValidationRule.NAME,
					"belongs to a resource that is no import of this scope");
		}
		refusedWith(() -> importAs("[method]alike.read", new ExternDesc.Function(4)), ValidationRule.NAME,
				"a borrow of \"alike\"");
		refusedWith(() -> exportAs("[method]file.read", Sort.FUNCTION, 0, null), ValidationRule.NAME,
				"belongs to a resource that is no export of this scope");
	}

	private void importNamedInstance() {
		importAs("a-function", new ExternDesc.Function(5));
	}

	@Test
	void refusesAnnotationsOfWhatIsNoFunction() {
		resource();
		for (String name : List.of("[constructor]file", "[method]file.a", "[static]file.a")) {
			refusedWith(() -> importType(name, 3), ValidationRule.NAME, "only functions are constructors");
		}
	}

	@Test
	void refusesBundlesOfAResourcesFunctions() {
		resource();
		importAs("open", new ExternDesc.Function(5));
		refusedWith(() -> bundle(named("file", Sort.TYPE, 0), named("[static]file.open", Sort.FUNCTION, 0)),
				ValidationRule.NAME, "belongs to a resource");
		bundle(named("file", Sort.TYPE, 0), named("open", Sort.FUNCTION, 0));
		unsupported("resources");
	}

	@Test
	void refusesAResourcesFunctionsThatAreNotStronglyUnique() {
		resource();
		importAs("[method]file.read", new ExternDesc.Function(4));
		for (String name : List.of("[static]file.read", "[method]file.READ", "[static]file.file")) {
			refusedWith(() -> importAs(name, new ExternDesc.Function(4)), ValidationRule.UNIQUE_NAMES,
					"the import \"" + name + "\" where there already is");
		}
	}

	/** Resource 0 "file", 1 own, 2 borrow, 3 constructor, 4 method, 5 static. */
	private void resource() {
		importResource("file");
		type(new DefType.Own(0));
		type(new DefType.Borrow(0));
		type(function(null, at(1)));
		type(new DefType.Function(List.of(new DefType.Labelled("self", at(2))), U32));
		type(function(null, null));
	}

}
