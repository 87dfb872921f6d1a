package dev.theater.component.validation;

import java.util.List;
import java.util.Map;

import dev.theater.component.binary.CanonOption.Kind;
import dev.theater.component.binary.CoreExternType;
import dev.theater.component.binary.CoreModuleBytes;
import dev.theater.component.binary.Definition;
import dev.theater.component.binary.ExternDesc;
import dev.theater.component.binary.Sort;
import dev.theater.component.type.FunctionType;
import dev.theater.component.type.PrimitiveType;
import dev.theater.component.type.UnsupportedFeatureException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CoreRulesTests extends ValidatorFixture {

	@Test
	void liftsAFunctionWithAllOptions() {
		withModule();
		add(new Definition.Type(next(), TEXT_TO_TEXT));
		lift("text", Kind.UTF8, Kind.MEMORY, Kind.REALLOC, Kind.POST_RETURN);
		add(export("run", Sort.FUNCTION, 0));
		ValidatedComponent component = validate();
		FunctionType type = FunctionType.of(PrimitiveType.STRING, FunctionType.param("a", PrimitiveType.STRING));
		assertThat(component.type().exports()).hasEntrySatisfying("run",
				(item) -> assertThat(((ItemType.Function) item).type()).isEqualTo(type));
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
	void refusesToLowerWithoutTheMemoryOrReallocThatTheTypeNeeds() {
		withModule();
		importTextFunction();
		add(new Definition.Lower(next(), 0, List.of()));
		refused(ValidationRule.CANON_OPTIONS, "no option memory");
		this.definitions.removeLast();
		add(new Definition.Lower(next(), 0, List.of(option(Kind.MEMORY, 0))));
		refused(ValidationRule.CANON_OPTIONS, "no option realloc");
		this.definitions.removeLast();
		type(function(STRING, null));
		importAs("in", new ExternDesc.Function(1));
		add(new Definition.Lower(next(), 1, List.of(option(Kind.MEMORY, 0))));
		assertThat(validate().definitions()).last()
			.isInstanceOfSatisfying(ValidatedDefinition.Lowered.class,
					(lowered) -> assertThat(lowered.options().realloc()).isNegative());
	}

	@Test
	void refusesMemoriesOfOtherKindsByName() {
		for (boolean wide : List.of(true, false)) {
			this.definitions.clear();
			add(new Definition.CoreModule(next(), CoreModuleBytes.of(new byte[] { 1 })));
			add(new Definition.CoreInstantiate(next(), 0, List.of()));
			add(new Definition.CoreExportAlias(next(), Sort.CORE_MEMORY, 0, "m"));
			importTextFunction();
			add(new Definition.Lower(next(), 0, List.of(option(Kind.MEMORY, 0))));
			CoreModuleType module = new CoreModuleType(List.of(),
					Map.of("m", new CoreExternType.Memory(new CoreExternType.Limits(1, 2L), !wide, wide)));
			assertThatExceptionOfType(UnsupportedFeatureException.class).isThrownBy(() -> validate(module))
				.withMessageContaining("memory");
		}
	}

	@Test
	void refusesOptionsThatPointNowhere() {
		withModule();
		type(TEXT_TO_TEXT);
		for (Kind kind : List.of(Kind.MEMORY, Kind.REALLOC, Kind.POST_RETURN)) {
			add(new Definition.Lift(next(), 3, List.of(option(kind, 9)), 0));
			refused(ValidationRule.INDEX, " 9 is used where only");
			this.definitions.removeLast();
		}
	}

}
