import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { AssessmentType } from '../assessment/assessment.type.ts';
import type { Context } from '../context.ts';
import { PullRunType } from '../pull-run/pull-run.type.ts';
import { ReceiptQuantityType } from '../receipt/receipt.type.ts';
import { ScoreType } from '../scoreboard/score.type.ts';
import { ScoreboardType } from '../scoreboard/scoreboard.type.ts';
import { SourceType } from '../source/source.type.ts';
import { UnitType } from '../unit/unit.type.ts';

const DECLARE = 'Người gọi được khai số liệu của đơn vị này · The caller may declare values of the unit';
const DECIDE = 'Người gọi được thẩm định đơn vị này · The caller may decide on values of the unit';
const NOW = 'false khi xem quá khứ · false for the past';

@Resolver(() => UnitType)
class UnitViewerResolver {
  @FieldResolver(() => Boolean, { description: DECLARE })
  viewerCanDeclare(@Root() { key }: UnitType, @Ctx() { access }: Context): boolean {
    return access.mayAt('DECLARE_VALUES', key);
  }

  @FieldResolver(() => Boolean, { description: DECIDE })
  viewerCanDecide(@Root() { key }: UnitType, @Ctx() { access }: Context): boolean {
    return access.mayAt('DECIDE_VALUES', key);
  }
}

@Resolver(() => ScoreboardType)
class ScoreboardViewerResolver {
  @FieldResolver(() => Boolean, { description: `${DECLARE}; ${NOW}` })
  viewerCanDeclare(@Root() { view }: ScoreboardType, @Ctx() { access }: Context): boolean {
    return view.asOf === null && access.mayAt('DECLARE_VALUES', view.unit.key);
  }

  @FieldResolver(() => Boolean, { description: `${DECIDE}; ${NOW}` })
  viewerCanDecide(@Root() { view }: ScoreboardType, @Ctx() { access }: Context): boolean {
    return view.asOf === null && access.mayAt('DECIDE_VALUES', view.unit.key);
  }
}

@Resolver(() => ScoreType)
class ScoreViewerResolver {
  @FieldResolver(() => Boolean, {
    description: 'Người gọi được khai giá trị của đơn vị cho dòng này · The caller may declare its own value',
  })
  viewerCanDeclare(@Root() { scoreboard }: ScoreType, @Ctx() { access }: Context): boolean {
    return scoreboard.asOf === null && access.mayAt('DECLARE_VALUES', scoreboard.unit.key);
  }

  @FieldResolver(() => Boolean, {
    description:
      'Người gọi được thẩm định hoặc bỏ dòng này · The caller may decide on the row or leave it out',
  })
  viewerCanDecide(@Root() { scoreboard }: ScoreType, @Ctx() { access }: Context): boolean {
    return scoreboard.asOf === null && access.mayAt('DECIDE_VALUES', scoreboard.unit.key);
  }
}

@Resolver(() => AssessmentType)
class AssessmentViewerResolver {
  @FieldResolver(() => Boolean, {
    description:
      'Người gọi được khai số liệu của ít nhất một đơn vị · The caller may declare for one unit at least',
  })
  viewerCanDeclare(@Ctx() { access }: Context): boolean {
    return access.may('DECLARE_VALUES');
  }

  @FieldResolver(() => Boolean, {
    description: 'Người gọi được thẩm định ít nhất một đơn vị · The caller may decide on one unit at least',
  })
  viewerCanDecide(@Ctx() { access }: Context): boolean {
    return access.may('DECIDE_VALUES');
  }

  @FieldResolver(() => Boolean, {
    description:
      'Người gọi được công bố kết quả; false khi kỳ lấy số liệu chưa hết · The caller may publish its results; false before the data window is over',
  })
  viewerCanPublish(@Root() { state }: AssessmentType, @Ctx() { access }: Context): boolean {
    return state !== 'COLLECTING' && access.may('PUBLISH_RESULTS');
  }
}

@Resolver(() => ReceiptQuantityType)
class ReceiptViewerResolver {
  @FieldResolver(() => Boolean, {
    description:
      'Người gọi được xem từng bản ghi; false thì records trống · The caller may see single records; if not, records is empty',
  })
  viewerCanViewRecords(@Root() { view }: ReceiptQuantityType, @Ctx() { access }: Context): boolean {
    return access.mayAt('VIEW_EVIDENCE', view.unitKey);
  }
}

@Resolver(() => SourceType)
class SourceViewerResolver {
  @FieldResolver(() => Boolean, {
    description:
      'Người gọi được sửa, thử nguồn, ghép mã đơn vị · The caller may edit and test it and match its codes',
  })
  viewerCanUpdate(@Ctx() { access }: Context): boolean {
    return access.may('EDIT_SOURCES');
  }

  @FieldResolver(() => Boolean, {
    description: 'Người gọi được lấy số liệu, lấy bù · The caller may pull from it',
  })
  viewerCanPull(@Ctx() { access }: Context): boolean {
    return access.may('EDIT_SOURCES');
  }
}

@Resolver(() => PullRunType)
class PullRunViewerResolver {
  @FieldResolver(() => Boolean, {
    description: 'Người gọi được dừng; false khi đã xong · The caller may stop it; false once it ended',
  })
  viewerCanCancel(@Root() { state }: PullRunType, @Ctx() { access }: Context): boolean {
    return state === 'RUNNING' && access.may('EDIT_SOURCES');
  }

  @FieldResolver(() => Boolean, {
    description:
      'Người gọi được duyệt; false khi không chờ duyệt · The caller may review it; false unless it waits for review',
  })
  viewerCanReview(@Root() { state }: PullRunType, @Ctx() { access }: Context): boolean {
    return state === 'NEEDS_REVIEW' && access.may('EDIT_SOURCES');
  }
}

export const viewerCanResolvers = [
  AssessmentViewerResolver,
  PullRunViewerResolver,
  ReceiptViewerResolver,
  ScoreboardViewerResolver,
  ScoreViewerResolver,
  SourceViewerResolver,
  UnitViewerResolver,
] as const;
