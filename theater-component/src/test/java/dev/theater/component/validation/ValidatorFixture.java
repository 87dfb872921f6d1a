package dev.theater.component.validation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import dev.theater.component.binary.CanonOption;
import dev.theater.component.binary.CanonOption.Kind;
import dev.theater.component.binary.ComponentAst;
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
import dev.theater.component.type.PrimitiveType;
import dev.theater.component.type.UnsupportedFeatureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Puts components together definition by definition. */
abstract class ValidatorFixture {

	static final CoreValueType I32 = CoreValueType.I32;

	static final CoreExternType.Memory MEMORY = new CoreExternType.Memory(new CoreExternType.Limits(1, null), false,
			false);

	static final CoreExternType.Function REALLOC = new CoreExternType.Function(List.of(I32, I32, I32, I32),
			List.of(I32));

	static final TypeReference STRING = new TypeReference.Primitive(PrimitiveType.STRING);

	static final DefType TEXT_TO_TEXT = function(STRING, STRING);

	/** A module with a memory, an allocator and functions of several types. */
	static final CoreModuleType MODULE = new CoreModuleType(List.of(),
			Map.of("memory", MEMORY, "realloc", REALLOC, "text", core(2, 1), "post", core(1, 0), "none", core(0, 0)));

	final List<Definition> definitions = new ArrayList<>();

	long offset = 100;

	static DefType function(TypeReference param, TypeReference result) {
		return new DefType.Function(param != null ? List.of(new DefType.Labelled("a", param)) : List.of(), result);
	}

	static CoreExternType.Function core(int params, int results) {
		return new CoreExternType.Function(Collections.nCopies(params, I32), Collections.nCopies(results, I32));
	}

	static CoreExternType memory(long min, Long max) {
		return new CoreExternType.Memory(new CoreExternType.Limits(min, max), false, false);
	}

	static CoreModuleType importing(String module, String name, CoreExternType type) {
		return new CoreModuleType(List.of(new CoreModuleType.Import(module, name, type)), Map.of());
	}

	static NamedIndex named(String name, Sort sort, long index) {
		return new NamedIndex(name, new SortIndex(sort, index), 1);
	}

	Definition export(String name, Sort sort, long index) {
		return new Definition.Export(next(), name, new SortIndex(sort, index), null);
	}

	static TypeReference at(long index) {
		return new TypeReference.Index(index, 1);
	}

	static DefType record(TypeReference field) {
		return new DefType.RecordOf(List.of(new DefType.Labelled("field", field)));
	}

	/** A list of definitions, which takes them out again. */
	ComponentAst component(Runnable definitions) {
		return new ComponentAst(next(), taken(definitions));
	}

	/** What a type declares; exports are declared with {@link #declare}. */
	List<Definition> taken(Runnable definitions) {
		int before = this.definitions.size();
		definitions.run();
		List<Definition> some = this.definitions.subList(before, this.definitions.size());
		List<Definition> taken = List.copyOf(some);
		some.clear();
		return taken;
	}

	void nested(Runnable definitions) {
		add(new Definition.NestedComponent(next(), component(definitions)));
	}

	void type(DefType type) {
		add(new Definition.Type(next(), type));
	}

	void instanceType(Runnable declarations) {
		type(new DefType.Instance(taken(declarations)));
	}

	void componentType(Runnable declarations) {
		type(new DefType.Component(taken(declarations)));
	}

	void outerType(long count, long index) {
		add(new Definition.OuterAlias(next(), Sort.TYPE, count, index));
	}

	void importAs(String name, ExternDesc type) {
		add(new Definition.Import(next(), name, type));
	}

	void importType(String name, long index) {
		importAs(name, new ExternDesc.EqualType(index));
	}

	void importResource(String name) {
		importAs(name, new ExternDesc.Resource());
	}

	void declare(String name, ExternDesc type) {
		add(new Definition.ExportDeclaration(next(), name, type));
	}

	void declareType(String name, long index) {
		declare(name, new ExternDesc.EqualType(index));
	}

	void exportType(String name, long index) {
		add(export(name, Sort.TYPE, index));
	}

	void exportAs(String name, Sort sort, long index, ExternDesc type) {
		add(new Definition.Export(next(), name, new SortIndex(sort, index), type));
	}

	void alias(Sort sort, long instance, String name) {
		add(new Definition.ExportAlias(next(), sort, instance, name));
	}

	void instantiate(long component, NamedIndex... arguments) {
		add(new Definition.Instantiate(next(), component, List.of(arguments)));
	}

	void bundle(NamedIndex... exports) {
		add(new Definition.Bundle(next(), List.of(exports)));
	}

	CanonOption option(Kind kind, long index) {
		return new CanonOption(kind, index, next());
	}

	long next() {
		return this.offset++;
	}

	void add(Definition definition) {
		this.definitions.add(definition);
	}

	/** Core functions 0 realloc, 1 post, 2 none, 3 text; core memory 0. */
	void withModule() {
		add(new Definition.CoreModule(next(), CoreModuleBytes.of(new byte[0])));
		add(new Definition.CoreInstantiate(next(), 0, List.of()));
		add(new Definition.CoreExportAlias(next(), Sort.CORE_MEMORY, 0, "memory"));
		for (String name : List.of("realloc", "post", "none", "text")) {
			add(new Definition.CoreExportAlias(next(), Sort.CORE_FUNCTION, 0, name));
		}
	}

	void importTextFunction() {
		add(new Definition.Type(next(), TEXT_TO_TEXT));
		add(new Definition.Import(next(), "text", new ExternDesc.Function(0)));
	}

	void importNamed(String name) {
		add(new Definition.Type(next(), new DefType.Instance(List.of())));
		add(new Definition.Import(next(), name, new ExternDesc.Instance(0)));
	}

	void nestedThatImportsAFunction() {
		List<Definition> inner = new ArrayList<>();
		inner.add(new Definition.Type(next(), TEXT_TO_TEXT));
		inner.add(new Definition.Import(next(), "f", new ExternDesc.Function(0)));
		inner.add(export("g", Sort.FUNCTION, 0));
		add(new Definition.NestedComponent(next(), new ComponentAst(next(), inner)));
	}

	void lift(String core, Kind... kinds) {
		List<CanonOption> options = new ArrayList<>();
		for (Kind kind : kinds) {
			options.add(option(kind, kind == Kind.POST_RETURN ? 1 : 0));
		}
		add(new Definition.Lift(next(), core.equals("text") ? 3 : 2, options, 0));
	}

	ValidatedComponent validate() {
		return validate(MODULE);
	}

	/** The empty module is {@link #MODULE}, any other is the given one. */
	ValidatedComponent validate(CoreModuleType other) {
		return new ComponentValidator((bytes, at) -> bytes.size() == 0 ? MODULE : other)
			.validate(new ComponentAst(0, this.definitions));
	}

	void refused(ValidationRule rule, String message) {
		refused(MODULE, rule, message);
	}

	void refused(CoreModuleType other, ValidationRule rule, String message) {
		assertThatExceptionOfType(InvalidComponentException.class).isThrownBy(() -> validate(other))
			.withMessageContaining(message)
			.satisfies((ex) -> assertThat(ex.rule()).isEqualTo(rule))
			.satisfies((ex) -> assertThat(ex.offset()).isPositive());
	}

	/** Something is refused that was fine before. */
	void refusedWith(Runnable more, ValidationRule rule, String message) {
		int before = this.definitions.size();
		more.run();
		refused(rule, message);
		this.definitions.subList(before, this.definitions.size()).clear();
	}

	void unsupported(String feature) {
		assertThatExceptionOfType(UnsupportedFeatureException.class).isThrownBy(this::validate)
			.satisfies((ex) -> assertThat(ex.feature()).contains(feature));
	}

}
