'use client';

import { useQuery } from '@apollo/client/react';
import { Grid, Stack } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { CourseDocument } from '../../graphql/generated/graphql.ts';
import { isStaff } from '../accounts/roles.ts';
import { AssignmentList } from '../assignments/AssignmentList.tsx';
import { CreateAssignment } from '../assignments/CreateAssignment.tsx';
import { DatasetList } from '../datasets/DatasetList.tsx';
import { ImportDataset } from '../datasets/ImportDataset.tsx';
import { ImportList } from '../datasets/ImportList.tsx';
import { StorageUse } from '../datasets/StorageUse.tsx';
import { MyTotal } from '../grades/MyTotal.tsx';
import { QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { UploadWeights } from '../weights/UploadWeights.tsx';
import { WeightsList } from '../weights/WeightsList.tsx';
import { CourseFrame } from './CourseFrame.tsx';
import { JoinCode } from './JoinCode.tsx';
import { LeaveCourse } from './LeaveCourse.tsx';
import { MemberList } from './MemberList.tsx';

export function CoursePage({ id }: { id: string }) {
  const t = useTranslations();
  const result = useQuery(CourseDocument, { variables: { id } });
  return (
    <CourseFrame id={id}>
      {({ role, joinCode, isJoinOpen, archivedAt }) => {
        const staff = isStaff(role);
        // Nothing in an archived course changes any more.
        const adds = staff && !archivedAt;
        return (
          <QueryState result={result} rows={8}>
            {({ course }) => (
              <Grid gap="lg">
                <Grid.Col span={{ base: 12, md: 8 }}>
                  <Stack gap="lg">
                    <Section title={t('assignments.title')} actions={adds && <CreateAssignment course={course} />}>
                      <AssignmentList assignments={course.assignments} staff={staff} />
                    </Section>
                    <Section title={t('datasets.title')} actions={adds && <ImportDataset courseId={course.id} />}>
                      {staff && <ImportList courseId={course.id} />}
                      <DatasetList datasets={course.datasets} />
                      {course.storage && course.viewersStorage && (
                        <StorageUse course={course.storage} account={course.viewersStorage} />
                      )}
                    </Section>
                    {(staff || course.publishedWeights.length > 0) && (
                      <Section title={t('weights.title')} actions={adds && <UploadWeights courseId={course.id} />}>
                        <WeightsList weights={course.publishedWeights} />
                      </Section>
                    )}
                  </Stack>
                </Grid.Col>
                <Grid.Col span={{ base: 12, md: 4 }}>
                  <Stack gap="lg">
                    {!staff && <MyTotal courseId={id} />}
                    {joinCode && !archivedAt && <JoinCode courseId={id} code={joinCode} isOpen={isJoinOpen} />}
                    <Section title={staff ? t('courses.staff') : t('courses.membersForStudent')}>
                      <MemberList members={course.people.nodes} />
                      <LeaveCourse id={course.id} title={course.title} />
                    </Section>
                  </Stack>
                </Grid.Col>
              </Grid>
            )}
          </QueryState>
        );
      }}
    </CourseFrame>
  );
}
