package dev.theater.component.validation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.theater.component.binary.DefType;
import dev.theater.component.binary.ExternDesc;
import dev.theater.component.binary.Sort;
import dev.theater.component.type.FunctionType;
import dev.theater.component.type.PrimitiveType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class TypeIdentityTests extends ValidatorFixture {

	@Test
	void tellsWhichNameOfWhichInterfaceAParameterHas() {
		instanceType(() -> {
			type(record(STRING));
			declareType("event", 0);
		});
		importAs("theater:simple/types", new ExternDesc.Instance(0));
		alias(Sort.TYPE, 0, "event");
		instanceType(() -> {
			outerType(1, 1);
			declareType("my-event", 0);
			type(new DefType.ListOf(at(1)));
			type(function(at(2), null));
			declare("log", new ExternDesc.Function(3));
		});
		importAs("theater:simple/runtime", new ExternDesc.Instance(2));
		ComponentType world = validate().type();
		TypeDefinition event = type(exports(world.imports(), "theater:simple/types"), "event");
		InstanceType runtime = exports(world.imports(), "theater:simple/runtime");
		TypeDefinition.Value list = function(runtime, "log").parts().getFirst();
		TypeDefinition.Value element = list.parts().getFirst();
		assertThat(element).isSameAs(type(runtime, "my-event"));
		assertThat(element.origin()).isSameAs(event);
		assertThat(element.isNameOf(event)).isTrue();
		assertThat(event.isNameOf(element)).isFalse();
		assertThat(Objects.requireNonNull(event.origin()).origin()).isNull();
	}

	@Test
	void tellsNamesOfEqualTypesApart() {
		type(record(STRING));
		type(record(STRING));
		importType("a", 0);
		importType("b", 1);
		type(function(at(3), null));
		importAs("f", new ExternDesc.Function(4));
		ComponentType world = validate().type();
		TypeDefinition.Function function = ((ItemType.Function) world.imports().get("f")).definition();
		TypeDefinition.Value a = (TypeDefinition.Value) ((ItemType.Type) world.imports().get("a")).definition();
		TypeDefinition b = ((ItemType.Type) world.imports().get("b")).definition();
		assertThat(function.parts().getFirst()).isSameAs(b);
		assertThat(b.isNameOf(a)).isFalse();
		assertThat(function.parts().getFirst().type()).isSameAs(a.type());
	}

	@Test
	void followsNamesThroughInstantiation() {
		type(record(STRING));
		importType("event", 0);
		nested(() -> {
			type(record(STRING));
			importType("wanted", 0);
			exportType("given-back", 1);
			type(function(at(2), null));
			exportType("f", 3);
		});
		instantiate(0, named("wanted", Sort.TYPE, 1));
		add(export("i", Sort.INSTANCE, 0));
		ComponentType world = validate().type();
		TypeDefinition event = ((ItemType.Type) world.imports().get("event")).definition();
		InstanceType instance = exports(world.exports(), "i");
		TypeDefinition back = type(instance, "given-back");
		assertThat(back.isNameOf(event)).isTrue();
		assertThat(((TypeDefinition.Function) type(instance, "f")).parts())
			.containsExactly((TypeDefinition.Value) back);
	}

	@Test
	void hasAllPartsOfAType() {
		type(record(STRING));
		importType("t", 0);
		type(new DefType.Variant(List.of(new DefType.Labelled("none", null), new DefType.Labelled("some", at(1)))));
		importType("v", 2);
		ComponentType world = validate().type();
		TypeDefinition.Value variant = (TypeDefinition.Value) ((ItemType.Type) world.imports().get("v")).definition();
		assertThat(variant.parts())
			.containsExactly((TypeDefinition.Value) ((ItemType.Type) world.imports().get("t")).definition());
		assertThat(variant.needsName()).isTrue();
		assertThat(variant.parts().getFirst().parts()).containsExactly(TypeDefinition.Value.of(PrimitiveType.STRING));
		assertThat(variant.resource()).isNull();
	}

	@Test
	void refusesLongChainsOfNames() {
		type(record(STRING));
		for (int i = 0; i < 900; i++) {
			importType("t" + i, i);
		}
		assertThat(validate().type().imports()).hasSize(900);
		for (int i = 900; i < 1_100; i++) {
			importType("t" + i, i);
		}
		refused(ValidationRule.LIMIT, "a path of more than 1000 names and parts");
	}

	@Test
	void refusesDeepInstances() {
		type(new DefType.Instance(List.of()));
		for (int i = 0; i < 98; i++) {
			instanceTypeAround(i);
		}
		assertThat(validate().definitions()).isEmpty();
		instanceTypeAround(98);
		instanceTypeAround(99);
		refused(ValidationRule.TYPE, "nested deeper than 100 levels");
	}

	private void instanceTypeAround(long index) {
		instanceType(() -> {
			outerType(1, index);
			declare("a", new ExternDesc.Instance(0));
		});
	}

	@Test
	void refusesInstancesThatDoubleSoon() {
		type(new DefType.Instance(List.of()));
		importAs("i", new ExternDesc.Instance(0));
		for (int i = 0; i < 27; i++) {
			bundle(named("a", Sort.INSTANCE, i), named("b", Sort.INSTANCE, i));
		}
		refused(ValidationRule.LIMIT, "effective size");
	}

	@Test
	void boundsTheWorkOfManyInstantiations() {
		type(record(STRING));
		importType("t", 0);
		nested(() -> {
			type(record(STRING));
			importType("t", 0);
			for (int i = 0; i < 3_000; i++) {
				exportType("e" + i, 1);
			}
		});
		for (int i = 0; i < 20; i++) {
			instantiate(0, named("t", Sort.TYPE, 1));
		}
		assertThat(validate().definitions()).hasSize(22);
		for (int i = 0; i < 500; i++) {
			instantiate(0, named("t", Sort.TYPE, 1));
		}
		assertTimeoutPreemptively(Duration.ofSeconds(20),
				() -> assertThatExceptionOfType(InvalidComponentException.class).isThrownBy(this::validate)
					.withMessageContaining("more than 500000 types")
					.satisfies((ex) -> assertThat(ex.rule()).isEqualTo(ValidationRule.LIMIT)));
	}

	@Test
	void instantiatesManyTimesWhatHasNothingToReplace() {
		nested(() -> {
			type(record(STRING));
			for (int i = 0; i < 5_000; i++) {
				exportType("e" + i, 0);
			}
		});
		for (int i = 0; i < 5_000; i++) {
			instantiate(0);
		}
		assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertThat(validate().definitions()).hasSize(5_001));
	}

	@Test
	void comparesSharedInstancesOnce() {
		type(new DefType.Instance(List.of()));
		for (int i = 0; i < 18; i++) {
			int inner = i;
			instanceType(() -> {
				outerType(1, inner);
				declare("a", new ExternDesc.Instance(0));
				declare("b", new ExternDesc.Instance(0));
			});
		}
		nested(() -> {
			type(new DefType.Instance(List.of()));
			for (int i = 0; i < 18; i++) {
				int inner = i;
				instanceType(() -> {
					outerType(1, inner);
					declare("a", new ExternDesc.Instance(0));
					declare("b", new ExternDesc.Instance(0));
				});
			}
			importAs("i", new ExternDesc.Instance(18));
		});
		importAs("i", new ExternDesc.Instance(18));
		for (int i = 0; i < 1_000; i++) {
			instantiate(0, named("i", Sort.INSTANCE, 0));
		}
		assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertThat(validate().definitions()).hasSize(1_002));
	}

	@Test
	void refusesFunctionDefinitionsWithoutTheirParts() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new TypeDefinition.Function(FunctionType.of(PrimitiveType.STRING), List.of()))
			.withMessageContaining("1 types and 0 definitions");
	}

	private static InstanceType exports(Map<String, ItemType> items, String name) {
		return ((ItemType.Instance) Objects.requireNonNull(items.get(name))).type();
	}

	private static TypeDefinition type(InstanceType instance, String name) {
		return ((ItemType.Type) Objects.requireNonNull(instance.exports().get(name))).definition();
	}

	private static TypeDefinition.Function function(InstanceType instance, String name) {
		return ((ItemType.Function) Objects.requireNonNull(instance.exports().get(name))).definition();
	}

}
