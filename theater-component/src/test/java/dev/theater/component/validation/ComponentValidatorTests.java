package dev.theater.component.validation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import dev.theater.component.binary.CanonOption;
import dev.theater.component.binary.CanonOption.Kind;
import dev.theater.component.binary.ComponentAst;
import dev.theater.component.binary.CoreDeclaration;
import dev.theater.component.binary.CoreDefType;
import dev.theater.component.binary.CoreDesc;
import dev.theater.component.binary.CoreExternType;
import dev.theater.component.binary.CoreModuleBytes;
import dev.theater.component.binary.CoreValueType;
import dev.theater.component.binary.DefType;
import dev.theater.component.binary.Definition;
import dev.theater.component.binary.ExternDesc;
import dev.theater.component.binary.NamedIndex;
import dev.theater.component.binary.Sort;
import dev.theater.component.binary.SortIndex;
import dev.theater.component.binary.TypeReference;
import dev.theater.component.type.FunctionType;
import dev.theater.component.type.ListType;
import dev.theater.component.type.PrimitiveType;
import dev.theater.component.type.UnsupportedFeatureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ComponentValidatorTests {

	private static final CoreValueType I32 = CoreValueType.I32;

	private static final CoreExternType.Memory MEMORY = new CoreExternType.Memory(new CoreExternType.Limits(1, null),
			false, false);

	private static final CoreExternType.Function REALLOC = new CoreExternType.Function(List.of(I32, I32, I32, I32),
			List.of(I32));

	private static final TypeReference STRING = new TypeReference.Primitive(PrimitiveType.STRING);

	private static final DefType TEXT_TO_TEXT = function(STRING, STRING);

	/** A module with a memory, an allocator and functions of several types. */
	private static final CoreModuleType MODULE = new CoreModuleType(List.of(),
			Map.of("memory", MEMORY, "realloc", REALLOC, "text", core(2, 1), "post", core(1, 0), "none", core(0, 0)));

	private final List<Definition> definitions = new ArrayList<>();

	private long offset = 100;

	@Test
	void liftsAFunctionWithAllOptions() {
		withModule();
		add(new Definition.Type(next(), TEXT_TO_TEXT));
		lift("text", Kind.UTF8, Kind.MEMORY, Kind.REALLOC, Kind.POST_RETURN);
		add(export("run", Sort.FUNCTION, 0));
		ValidatedComponent component = validate();
		FunctionType type = FunctionType.of(PrimitiveType.STRING, FunctionType.param("a", PrimitiveType.STRING));
		assertThat(component.type().exports()).isEqualTo(Map.of("run", new ItemType.Function(type)));
		assertThat(component.definitions())
			.contains(new ValidatedDefinition.Lifted(3, new CanonOptions(CanonOptions.Encoding.UTF8, 0, 0, 1), type));
	}

	@Test
	void refusesToLiftACoreFunctionOfAnotherType() {
		withModule();
		add(new Definition.Type(next(), TEXT_TO_TEXT));
		lift("none", Kind.MEMORY, Kind.REALLOC);
		refused(ValidationRule.CORE_SIGNATURE, "(func (param i32 i32) (result i32))");
	}

	@Test
	void refusesToLiftWithoutTheMemoryOrReallocThatTheTypeNeeds() {
		withModule();
		add(new Definition.Type(next(), TEXT_TO_TEXT));
		lift("text", Kind.UTF8);
		refused(ValidationRule.CANON_OPTIONS, "no option memory");
		this.definitions.removeLast();
		lift("text", Kind.MEMORY);
		refused(ValidationRule.CANON_OPTIONS, "no option realloc");
	}

	@Test
	void refusesReallocAndPostReturnOfOtherTypes() {
		withModule();
		add(new Definition.Type(next(), TEXT_TO_TEXT));
		add(new Definition.Lift(next(), 3, List.of(option(Kind.MEMORY, 0), option(Kind.REALLOC, 3)), 0));
		refused(ValidationRule.CANON_OPTIONS, "realloc of type (func (param i32 i32) (result i32))");
		this.definitions.removeLast();
		add(new Definition.Lift(next(), 3,
				List.of(option(Kind.MEMORY, 0), option(Kind.REALLOC, 0), option(Kind.POST_RETURN, 2)), 0));
		refused(ValidationRule.CANON_OPTIONS, "post-return of type (func)");
	}

	@Test
	void refusesOptionsTwiceAndReallocWithoutMemory() {
		withModule();
		add(new Definition.Type(next(), TEXT_TO_TEXT));
		lift("text", Kind.UTF8, Kind.UTF16, Kind.MEMORY, Kind.REALLOC);
		refused(ValidationRule.CANON_OPTIONS, "UTF16 beside another");
		this.definitions.removeLast();
		lift("text", Kind.MEMORY, Kind.MEMORY, Kind.REALLOC);
		refused(ValidationRule.CANON_OPTIONS, "MEMORY beside another");
		this.definitions.removeLast();
		lift("text", Kind.REALLOC);
		refused(ValidationRule.CANON_OPTIONS, "without the option memory");
	}

	@Test
	void refusesToLowerWithPostReturn() {
		withModule();
		importTextFunction();
		add(new Definition.Lower(next(), 0,
				List.of(option(Kind.MEMORY, 0), option(Kind.REALLOC, 0), option(Kind.POST_RETURN, 1))));
		refused(ValidationRule.CANON_OPTIONS, "only lifted ones");
	}

	@Test
	void givesALoweredFunctionItsFlatType() {
		withModule();
		importTextFunction();
		add(new Definition.Lower(next(), 0, List.of(option(Kind.MEMORY, 0), option(Kind.REALLOC, 0))));
		add(new Definition.CoreBundle(next(), List.of(named("f", Sort.CORE_FUNCTION, 4))));
		add(new Definition.CoreModule(next(), CoreModuleBytes.of(new byte[] { 1 })));
		add(new Definition.CoreInstantiate(next(), 1, List.of(named("env", Sort.CORE_INSTANCE, 1))));
		CoreModuleType wrong = importing("env", "f", core(3, 1));
		refused(wrong, ValidationRule.INSTANTIATION,
				"as (func (param i32 i32 i32) (result i32)) and is given (func (param i32 i32 i32))");
		assertThat(validate(importing("env", "f", core(3, 0))).definitions()).hasSize(12);
	}

	@Test
	void refusesCoreInstancesThatLackAnImport() {
		withModule();
		add(new Definition.CoreModule(next(), CoreModuleBytes.of(new byte[] { 1 })));
		add(new Definition.CoreInstantiate(next(), 1, List.of(named("env", Sort.CORE_INSTANCE, 0))));
		refused(importing("env", "nothing", core(0, 0)), ValidationRule.INSTANTIATION, "\"env\" \"nothing\"");
		refused(importing("other", "none", core(0, 0)), ValidationRule.INSTANTIATION, "\"other\" \"none\"");
		assertThat(validate(importing("env", "none", core(0, 0))).definitions()).isNotEmpty();
	}

	@Test
	void comparesTheLimitsOfMemories() {
		withModule();
		add(new Definition.CoreModule(next(), CoreModuleBytes.of(new byte[] { 1 })));
		add(new Definition.CoreInstantiate(next(), 1, List.of(named("env", Sort.CORE_INSTANCE, 0))));
		refused(importing("env", "memory", memory(2, null)), ValidationRule.INSTANTIATION, "(memory 2)");
		refused(importing("env", "memory", memory(1, 5L)), ValidationRule.INSTANTIATION, "(memory 1 5)");
		assertThat(validate(importing("env", "memory", memory(0, null))).definitions()).isNotEmpty();
	}

	@Test
	void refusesModulesThatImportANameTwice() {
		add(new Definition.CoreModule(next(), CoreModuleBytes.of(new byte[] { 1 })));
		refused(new CoreModuleType(List.of(new CoreModuleType.Import("a", "b", core(0, 0)),
				new CoreModuleType.Import("a", "b", core(0, 0))), Map.of()), ValidationRule.UNIQUE_NAMES, "twice");
	}

	@Test
	void refusesIndicesThatPointNowhere() {
		add(new Definition.Type(next(), new DefType.ListOf(new TypeReference.Index(0, next()))));
		refused(ValidationRule.INDEX, "type 0 is used where none is defined");
		this.definitions.clear();
		add(new Definition.CoreInstantiate(next(), 3, List.of()));
		refused(ValidationRule.INDEX, "core module 3");
		this.definitions.clear();
		add(export("a", Sort.INSTANCE, 0));
		refused(ValidationRule.INDEX, "instance 0");
		this.definitions.clear();
		add(new Definition.OuterAlias(next(), Sort.TYPE, 1, 0));
		refused(ValidationRule.ALIAS, "1 scopes outwards where there are only 0");
	}

	@Test
	void refusesTypesOfTheWrongSort() {
		add(new Definition.Type(next(), TEXT_TO_TEXT));
		add(new Definition.Type(next(), new DefType.ListOf(new TypeReference.Index(0, next()))));
		refused(ValidationRule.SORT, "type 0 is not a value type");
		this.definitions.removeLast();
		add(new Definition.Import(next(), "a", new ExternDesc.Instance(0)));
		refused(ValidationRule.SORT, "type 0 is not an instance type");
	}

	@Test
	void refusesTypesThatTheTypesThemselvesRefuse() {
		add(new Definition.Type(next(), new DefType.RecordOf(List.of())));
		refused(ValidationRule.TYPE, "a record without any field");
		this.definitions.clear();
		add(new Definition.Type(next(), new DefType.Enumeration(List.of("a", "A"))));
		refused(ValidationRule.TYPE, "differ in case only");
		this.definitions.clear();
		add(new Definition.Type(next(), new DefType.Flags(List.of("not_a_label"))));
		refused(ValidationRule.TYPE, "not_a_label");
	}

	@Test
	void refusesATypeWhoseTreeIsHuge() {
		add(new Definition.Type(next(), new DefType.ListOf(STRING)));
		for (int i = 0; i < 27; i++) {
			TypeReference last = new TypeReference.Index(i, next());
			add(new Definition.Type(next(), new DefType.Tuple(List.of(last, last))));
		}
		refused(ValidationRule.TYPE, "effective size");
	}

	@Test
	void refusesInstanceTypesWhoseTreeIsHuge() {
		add(new Definition.Type(next(), new DefType.Instance(List.of())));
		for (int i = 0; i < 27; i++) {
			List<Definition> exports = new ArrayList<>();
			exports.add(new Definition.OuterAlias(next(), Sort.TYPE, 1, i));
			exports.add(new Definition.ExportDeclaration(next(), "a", new ExternDesc.Instance(0)));
			exports.add(new Definition.ExportDeclaration(next(), "b", new ExternDesc.Instance(0)));
			add(new Definition.Type(next(), new DefType.Instance(exports)));
		}
		refused(ValidationRule.TYPE, "effective size");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "a-b", "ns:pkg/iface", "ns:pkg/iface@1.2.3", "ns:pkg/iface@0.0.1-rc.1+build.5" })
	void takesNames(String name) {
		importNamed(name);
		assertThat(validate().type().imports()).containsOnlyKeys(name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a_b", "1a", "ns:pkg", "ns/iface", "ns:pkg/", ":pkg/iface", "ns:pkg/iface@",
			"ns:pkg/iface@1", "ns:pkg/iface@01.0.0", "ns:pkg/iface@1.0.0-", "Ns:pkg/iface", "a b", "ns:pkg/a/b" })
	void refusesNamesThatDoNotFollowTheGrammar(String name) {
		importNamed(name);
		refused(ValidationRule.NAME, "\"" + name + "\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[method]a.b", "[constructor]a", "[static]a.b", "[async]a" })
	void refusesAnnotatedNamesByName(String name) {
		importNamed(name);
		assertThatExceptionOfType(UnsupportedFeatureException.class).isThrownBy(this::validate);
	}

	@Test
	void refusesNamesTwice() {
		importNamed("a-b");
		add(new Definition.Import(next(), "A-b", new ExternDesc.Instance(0)));
		refused(ValidationRule.UNIQUE_NAMES, "\"A-b\" where there already is \"a-b\"");
		this.definitions.removeLast();
		add(export("x", Sort.INSTANCE, 0));
		add(export("x", Sort.INSTANCE, 0));
		refused(ValidationRule.UNIQUE_NAMES, "the export \"x\"");
	}

	@Test
	void instantiatesComponentsWithFittingArguments() {
		nestedThatImportsAFunction();
		importTextFunction();
		add(new Definition.Instantiate(next(), 0, List.of(named("f", Sort.FUNCTION, 0))));
		add(new Definition.ExportAlias(next(), Sort.FUNCTION, 0, "g"));
		add(export("h", Sort.FUNCTION, 1));
		assertThat(validate().type().exports()).containsOnlyKeys("h");
	}

	@Test
	void refusesArgumentsThatAreMissingWrongOrTwice() {
		nestedThatImportsAFunction();
		importTextFunction();
		add(new Definition.Instantiate(next(), 0, List.of()));
		refused(ValidationRule.INSTANTIATION, "imports \"f\", which it is not given");
		this.definitions.removeLast();
		add(new Definition.Instantiate(next(), 0, List.of(named("f", Sort.TYPE, 0))));
		refused(ValidationRule.INSTANTIATION, "a type where a func is needed");
		this.definitions.removeLast();
		add(new Definition.Instantiate(next(), 0, List.of(named("f", Sort.FUNCTION, 0), named("f", Sort.FUNCTION, 0))));
		refused(ValidationRule.INSTANTIATION, "\"f\" twice");
		this.definitions.removeLast();
		add(new Definition.Type(next(), function(STRING, null)));
		add(new Definition.Import(next(), "other", new ExternDesc.Function(1)));
		add(new Definition.Instantiate(next(), 0, List.of(named("f", Sort.FUNCTION, 1))));
		refused(ValidationRule.INSTANTIATION, "func(a: string) where func(a: string) -> string is needed");
	}

	@Test
	void refusesAliasesOfExportsThatDoNotExist() {
		add(new Definition.Type(next(), new DefType.Instance(List.of())));
		add(new Definition.Import(next(), "i", new ExternDesc.Instance(0)));
		add(new Definition.ExportAlias(next(), Sort.FUNCTION, 0, "f"));
		refused(ValidationRule.ALIAS, "instance 0 has no func export \"f\"");
		this.definitions.clear();
		withModule();
		add(new Definition.CoreExportAlias(next(), Sort.CORE_TABLE, 0, "memory"));
		refused(ValidationRule.ALIAS, "no core table export \"memory\"");
	}

	@Test
	void refusesExportsOfATypeThatTheyDoNotHave() {
		importTextFunction();
		add(new Definition.Type(next(), function(null, null)));
		add(new Definition.Export(next(), "g", new SortIndex(Sort.FUNCTION, 0), new ExternDesc.Function(1)));
		refused(ValidationRule.EXPORT, "func(a: string) -> string where func() is needed");
		this.definitions.removeLast();
		add(new Definition.Export(next(), "g", new SortIndex(Sort.FUNCTION, 0), new ExternDesc.Function(0)));
		assertThat(validate().type().exports()).containsOnlyKeys("g");
	}

	@Test
	void refusesExportsOfCoreItems() {
		withModule();
		add(export("m", Sort.CORE_MEMORY, 0));
		refused(ValidationRule.SORT, "a core memory where");
	}

	@Test
	void refusesResourcesByName() {
		add(new Definition.Type(next(), new DefType.Resource(null)));
		unsupported("resources");
		this.definitions.clear();
		add(new Definition.Import(next(), "r", new ExternDesc.Resource()));
		unsupported("resources");
		this.definitions.clear();
		add(new Definition.Type(next(), new DefType.Own(0)));
		unsupported("own");
		this.definitions.clear();
		add(new Definition.ResourceFunction(next(), "resource.drop", 0));
		unsupported("resource.drop");
	}

	@Test
	void givesModuleTypesATypeSpaceOfTheirOwn() {
		add(new Definition.CoreType(next(), new CoreDefType.Function(core(1, 1))));
		add(new Definition.CoreType(next(), new CoreDefType.Module(List.of(new CoreDeclaration.OuterType(next(), 1, 0),
				new CoreDeclaration.Export(next(), "f", new CoreDesc.Function(0))))));
		add(new Definition.Import(next(), "m", new ExternDesc.CoreModule(1)));
		assertThat(validate().type().imports().get("m"))
			.isEqualTo(new ItemType.CoreModule(new CoreModuleType(List.of(), Map.of("f", core(1, 1)))));
		add(new Definition.CoreType(next(),
				new CoreDefType.Module(List.of(new CoreDeclaration.Export(next(), "f", new CoreDesc.Function(0))))));
		refused(ValidationRule.INDEX, "core type 0");
	}

	@Test
	void refusesModuleTypesInsideModuleTypes() {
		add(new Definition.CoreType(next(),
				new CoreDefType.Module(List.of(new CoreDeclaration.Type(next(), new CoreDefType.Module(List.of()))))));
		refused(ValidationRule.TYPE, "inside a core module type");
	}

	@Test
	void resolvesOuterAliasesFromNestedComponentsAndTypes() {
		add(new Definition.Type(next(), new DefType.ListOf(STRING)));
		List<Definition> inner = new ArrayList<>();
		inner.add(new Definition.OuterAlias(next(), Sort.TYPE, 1, 0));
		inner.add(export("t", Sort.TYPE, 0));
		add(new Definition.NestedComponent(next(), new ComponentAst(next(), inner)));
		add(new Definition.Instantiate(next(), 0, List.of()));
		add(new Definition.ExportAlias(next(), Sort.TYPE, 0, "t"));
		add(export("u", Sort.TYPE, 1));
		assertThat(validate().type().exports().get("u"))
			.isEqualTo(new ItemType.Type(new TypeDefinition.Value(new ListType(PrimitiveType.STRING))));
	}

	private static DefType function(TypeReference param, TypeReference result) {
		return new DefType.Function(param != null ? List.of(new DefType.Labelled("a", param)) : List.of(), result);
	}

	private static CoreExternType.Function core(int params, int results) {
		return new CoreExternType.Function(Collections.nCopies(params, I32), Collections.nCopies(results, I32));
	}

	private static CoreExternType memory(long min, Long max) {
		return new CoreExternType.Memory(new CoreExternType.Limits(min, max), false, false);
	}

	private static CoreModuleType importing(String module, String name, CoreExternType type) {
		return new CoreModuleType(List.of(new CoreModuleType.Import(module, name, type)), Map.of());
	}

	private static NamedIndex named(String name, Sort sort, long index) {
		return new NamedIndex(name, new SortIndex(sort, index), 1);
	}

	private Definition export(String name, Sort sort, long index) {
		return new Definition.Export(next(), name, new SortIndex(sort, index), null);
	}

	private CanonOption option(Kind kind, long index) {
		return new CanonOption(kind, index, next());
	}

	private long next() {
		return this.offset++;
	}

	private void add(Definition definition) {
		this.definitions.add(definition);
	}

	/** Core functions 0 realloc, 1 post, 2 none, 3 text; core memory 0. */
	private void withModule() {
		add(new Definition.CoreModule(next(), CoreModuleBytes.of(new byte[0])));
		add(new Definition.CoreInstantiate(next(), 0, List.of()));
		add(new Definition.CoreExportAlias(next(), Sort.CORE_MEMORY, 0, "memory"));
		for (String name : List.of("realloc", "post", "none", "text")) {
			add(new Definition.CoreExportAlias(next(), Sort.CORE_FUNCTION, 0, name));
		}
	}

	private void importTextFunction() {
		add(new Definition.Type(next(), TEXT_TO_TEXT));
		add(new Definition.Import(next(), "text", new ExternDesc.Function(0)));
	}

	private void importNamed(String name) {
		add(new Definition.Type(next(), new DefType.Instance(List.of())));
		add(new Definition.Import(next(), name, new ExternDesc.Instance(0)));
	}

	private void nestedThatImportsAFunction() {
		List<Definition> inner = new ArrayList<>();
		inner.add(new Definition.Type(next(), TEXT_TO_TEXT));
		inner.add(new Definition.Import(next(), "f", new ExternDesc.Function(0)));
		inner.add(export("g", Sort.FUNCTION, 0));
		add(new Definition.NestedComponent(next(), new ComponentAst(next(), inner)));
	}

	private void lift(String core, Kind... kinds) {
		List<CanonOption> options = new ArrayList<>();
		for (Kind kind : kinds) {
			options.add(option(kind, kind == Kind.POST_RETURN ? 1 : 0));
		}
		add(new Definition.Lift(next(), core.equals("text") ? 3 : 2, options, 0));
	}

	private ValidatedComponent validate() {
		return validate(MODULE);
	}

	/** The empty module is {@link #MODULE}, any other is the given one. */
	private ValidatedComponent validate(CoreModuleType other) {
		return new ComponentValidator((bytes, at) -> bytes.size() == 0 ? MODULE : other)
			.validate(new ComponentAst(0, this.definitions));
	}

	private void refused(ValidationRule rule, String message) {
		refused(MODULE, rule, message);
	}

	private void refused(CoreModuleType other, ValidationRule rule, String message) {
		assertThatExceptionOfType(InvalidComponentException.class).isThrownBy(() -> validate(other))
			.withMessageContaining(message)
			.satisfies((ex) -> assertThat(ex.rule()).isEqualTo(rule))
			.satisfies((ex) -> assertThat(ex.offset()).isPositive());
	}

	private void unsupported(String feature) {
		assertThatExceptionOfType(UnsupportedFeatureException.class).isThrownBy(this::validate)
			.satisfies((ex) -> assertThat(ex.feature()).contains(feature));
	}

}
